import type { NamedBody } from '../json-completion.ts'

/** Whole definitions to begin with. With nothing filled in, the service would take each of them. */
export const documents: readonly NamedBody[] = [
  {
    label: 'Fargate web service',
    detail: 'one container, its port and its logs',
    body: `{
  "family": "\${1:web}",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "\${2|256,512,1024,2048,4096|}",
  "memory": "\${3:512}",
  "executionRoleArn": "\${4:arn:aws:iam::123456789012:role/ecsTaskExecutionRole}",
  "runtimePlatform": {
    "operatingSystemFamily": "LINUX",
    "cpuArchitecture": "\${5|X86_64,ARM64|}"
  },
  "containerDefinitions": [
    {
      "name": "\${6:app}",
      "image": "\${7:public.ecr.aws/nginx/nginx:stable}",
      "essential": true,
      "portMappings": [
        {
          "containerPort": \${8:80}
        }
      ],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "\${9:/ecs/web}",
          "awslogs-region": "\${10:us-east-1}",
          "awslogs-stream-prefix": "\${11:ecs}"
        }
      }
    }
  ]
}`,
  },
  {
    label: 'Fargate job',
    detail: 'one container that runs and ends',
    body: `{
  "family": "\${1:job}",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "\${2|256,512,1024,2048,4096|}",
  "memory": "\${3:512}",
  "executionRoleArn": "\${4:arn:aws:iam::123456789012:role/ecsTaskExecutionRole}",
  "taskRoleArn": "\${5:arn:aws:iam::123456789012:role/job}",
  "containerDefinitions": [
    {
      "name": "\${6:job}",
      "image": "\${7:public.ecr.aws/docker/library/busybox:stable}",
      "command": ["\${8:date}"],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "\${9:/ecs/job}",
          "awslogs-region": "\${10:us-east-1}",
          "awslogs-stream-prefix": "\${11:ecs}"
        }
      }
    }
  ]
}`,
  },
  {
    label: 'EC2 web service',
    detail: 'behind a load balancer, on a port of the instance’s choice',
    body: `{
  "family": "\${1:web}",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "containerDefinitions": [
    {
      "name": "\${2:app}",
      "image": "\${3:public.ecr.aws/nginx/nginx:stable}",
      "essential": true,
      "cpu": \${4:256},
      "memory": \${5:512},
      "memoryReservation": \${6:256},
      "portMappings": [
        {
          "containerPort": \${7:80},
          "hostPort": 0
        }
      ],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "\${8:/ecs/web}",
          "awslogs-region": "\${9:us-east-1}",
          "awslogs-stream-prefix": "\${10:ecs}"
        }
      }
    }
  ]
}`,
  },
]

/** Ready-made values by the structure they are of, in the spelling of the ECS API. */
export const bodies: Readonly<Record<string, readonly NamedBody[]>> = {
  ContainerDefinition: [
    {
      label: 'web container',
      detail: 'with a port',
      body: `{
  "name": "\${1:app}",
  "image": "\${2:public.ecr.aws/nginx/nginx:stable}",
  "essential": true,
  "memoryReservation": \${3:256},
  "portMappings": [
    {
      "containerPort": \${4:80}
    }
  ]
}`,
    },
    {
      label: 'FireLens log router',
      detail: 'Fluent Bit for the logs of the other containers',
      body: `{
  "name": "\${1:log-router}",
  "image": "\${2:public.ecr.aws/aws-observability/aws-for-fluent-bit:stable}",
  "essential": true,
  "memoryReservation": \${3:64},
  "firelensConfiguration": {
    "type": "fluentbit",
    "options": {
      "enable-ecs-log-metadata": "true"
    }
  }
}`,
    },
    {
      label: 'init container',
      detail: 'runs once before the others; they wait for it with dependsOn',
      body: `{
  "name": "\${1:init}",
  "image": "\${2:public.ecr.aws/docker/library/busybox:stable}",
  "essential": false,
  "memoryReservation": \${3:64},
  "command": ["\${4:true}"]
}`,
    },
  ],
  LogConfiguration: [
    {
      label: 'awslogs',
      detail: 'to CloudWatch Logs',
      body: `{
  "logDriver": "awslogs",
  "options": {
    "awslogs-group": "\${1:/ecs/app}",
    "awslogs-region": "\${2:us-east-1}",
    "awslogs-stream-prefix": "\${3:ecs}"
  }
}`,
    },
    {
      label: 'awsfirelens',
      detail: 'through a FireLens container, here to CloudWatch Logs',
      body: `{
  "logDriver": "awsfirelens",
  "options": {
    "Name": "\${1:cloudwatch_logs}",
    "region": "\${2:us-east-1}",
    "log_group_name": "\${3:/ecs/app}",
    "log_stream_prefix": "\${4:app-}",
    "auto_create_group": "\${5|true,false|}"
  }
}`,
    },
    {
      label: 'splunk',
      detail: 'to the HTTP event collector, the token from a secret',
      body: `{
  "logDriver": "splunk",
  "options": {
    "splunk-url": "\${1:https://splunk.example.com:8088}"
  },
  "secretOptions": [
    {
      "name": "splunk-token",
      "valueFrom": "\${2:arn:aws:secretsmanager:us-east-1:123456789012:secret:splunk-AbCdEf}"
    }
  ]
}`,
    },
  ],
  HealthCheck: [
    {
      label: 'HTTP by curl',
      detail: 'the image needs curl',
      body: `{
  "command": ["CMD-SHELL", "curl -f http://localhost:\${1:80}\${2:/} || exit 1"],
  "interval": \${3:30},
  "timeout": \${4:5},
  "retries": \${5:3},
  "startPeriod": \${6:10}
}`,
    },
    {
      label: 'HTTP by wget',
      detail: 'for Alpine and BusyBox images',
      body: `{
  "command": ["CMD-SHELL", "wget -q -O /dev/null http://localhost:\${1:80}\${2:/} || exit 1"],
  "interval": \${3:30},
  "timeout": \${4:5},
  "retries": \${5:3},
  "startPeriod": \${6:10}
}`,
    },
    {
      label: 'a program',
      detail: 'without a shell',
      body: `{
  "command": ["CMD", "\${1:/bin/healthy}"],
  "interval": \${2:30},
  "timeout": \${3:5},
  "retries": \${4:3}
}`,
    },
  ],
  Volume: [
    {
      label: 'EFS',
      detail: 'a file system, encrypted on its way, through an access point',
      body: `{
  "name": "\${1:data}",
  "efsVolumeConfiguration": {
    "fileSystemId": "\${2:fs-0123456789abcdef0}",
    "transitEncryption": "ENABLED",
    "authorizationConfig": {
      "accessPointId": "\${3:fsap-0123456789abcdef0}",
      "iam": "ENABLED"
    }
  }
}`,
    },
    {
      label: 'empty',
      detail: 'as long as the task lives; for files that containers share',
      body: `{
  "name": "\${1:shared}"
}`,
    },
    {
      label: 'host',
      detail: 'a directory of the instance',
      body: `{
  "name": "\${1:data}",
  "host": {
    "sourcePath": "\${2:/srv/data}"
  }
}`,
    },
    {
      label: 'docker',
      detail: 'a Docker volume of the instance',
      body: `{
  "name": "\${1:data}",
  "dockerVolumeConfiguration": {
    "scope": "\${2|shared,task|}",
    "autoprovision": true,
    "driver": "\${3:local}"
  }
}`,
    },
    {
      label: 'configured at launch',
      detail: 'an EBS volume that the service or RunTask describes',
      body: `{
  "name": "\${1:data}",
  "configuredAtLaunch": true
}`,
    },
  ],
  PortMapping: [
    {
      label: 'named port',
      detail: 'for Service Connect',
      body: `{
  "name": "\${1:http}",
  "containerPort": \${2:80},
  "protocol": "tcp",
  "appProtocol": "\${3|http,http2,grpc|}"
}`,
    },
    {
      label: 'dynamic host port',
      detail: 'network mode bridge: the instance chooses',
      body: `{
  "containerPort": \${1:80},
  "hostPort": 0,
  "protocol": "\${2|tcp,udp|}"
}`,
    },
  ],
  ContainerDependency: [
    {
      label: 'when it is healthy',
      detail: 'the other container has a health check',
      body: `{
  "containerName": "$1",
  "condition": "HEALTHY"
}`,
    },
    {
      label: 'when it has succeeded',
      detail: 'the other container is not essential',
      body: `{
  "containerName": "$1",
  "condition": "SUCCESS"
}`,
    },
  ],
  Secret: [
    {
      label: 'from Secrets Manager',
      detail: 'one key of a secret',
      body: `{
  "name": "\${1:DB_PASSWORD}",
  "valueFrom": "\${2:arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf}:\${3:password}::"
}`,
    },
    {
      label: 'from Parameter Store',
      detail: 'a parameter of Systems Manager',
      body: `{
  "name": "\${1:DB_PASSWORD}",
  "valueFrom": "\${2:arn:aws:ssm:us-east-1:123456789012:parameter/db/password}"
}`,
    },
  ],
  MountPoint: [
    {
      label: 'read-only',
      detail: 'the container cannot write',
      body: `{
  "sourceVolume": "$1",
  "containerPath": "\${2:/data}",
  "readOnly": true
}`,
    },
  ],
  FirelensConfiguration: [
    {
      label: 'Fluent Bit',
      detail: 'with the metadata of the task',
      body: `{
  "type": "fluentbit",
  "options": {
    "enable-ecs-log-metadata": "true"
  }
}`,
    },
    {
      label: 'Fluent Bit with a file',
      detail: 'a configuration within the image',
      body: `{
  "type": "fluentbit",
  "options": {
    "config-file-type": "file",
    "config-file-value": "\${1:/fluent-bit/configs/custom.conf}"
  }
}`,
    },
  ],
  Ulimit: [
    {
      label: 'open files',
      detail: 'nofile',
      body: `{
  "name": "nofile",
  "softLimit": \${1:65535},
  "hardLimit": \${2:65535}
}`,
    },
  ],
  RuntimePlatform: [
    {
      label: 'Graviton',
      detail: 'Linux on 64-bit ARM',
      body: `{
  "operatingSystemFamily": "LINUX",
  "cpuArchitecture": "ARM64"
}`,
    },
    {
      label: 'Windows Server 2022',
      detail: 'Core',
      body: `{
  "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE",
  "cpuArchitecture": "X86_64"
}`,
    },
  ],
  TaskDefinitionPlacementConstraint: [
    {
      label: 'instance type',
      detail: 'only instances of a family',
      body: `{
  "type": "memberOf",
  "expression": "attribute:ecs.instance-type =~ \${1:m5.*}"
}`,
    },
    {
      label: 'attribute',
      detail: 'only instances with an attribute of your own',
      body: `{
  "type": "memberOf",
  "expression": "attribute:\${1:stack} == \${2:production}"
}`,
    },
  ],
  ResourceRequirement: [
    {
      label: 'GPU',
      detail: 'whole GPUs of the instance',
      body: `{
  "type": "GPU",
  "value": "\${1:1}"
}`,
    },
  ],
  ProxyConfiguration: [
    {
      label: 'App Mesh',
      detail: 'Envoy for all traffic of the task',
      body: `{
  "type": "APPMESH",
  "containerName": "\${1:envoy}",
  "properties": [
    { "name": "ProxyIngressPort", "value": "15000" },
    { "name": "ProxyEgressPort", "value": "15001" },
    { "name": "AppPorts", "value": "\${2:8080}" },
    { "name": "EgressIgnoredIPs", "value": "169.254.170.2,169.254.169.254" },
    { "name": "IgnoredUID", "value": "1337" }
  ]
}`,
    },
  ],
  LinuxParameters: [
    {
      label: 'init process',
      detail: 'that forwards signals and reaps what ended; ECS Exec wants it',
      body: `{
  "initProcessEnabled": true
}`,
    },
  ],
  ContainerRestartPolicy: [
    {
      label: 'restart on failure',
      detail: 'but not when it ended well',
      body: `{
  "enabled": true,
  "ignoredExitCodes": [0],
  "restartAttemptPeriod": \${1:300}
}`,
    },
  ],
  EnvironmentFile: [
    {
      label: 'from S3',
      detail: 'a file of NAME=value lines',
      body: `{
  "type": "s3",
  "value": "\${1:arn:aws:s3:::bucket/app.env}"
}`,
    },
  ],
}
