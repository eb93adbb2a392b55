/** The code of the API server that the rules about pods say again. */
export const podValidation = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go'

/** The code that warns of pods which the API server accepts. */
export const podWarnings = 'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/api/pod/warnings.go'
