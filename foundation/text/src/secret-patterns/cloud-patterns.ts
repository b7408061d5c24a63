import type { SecretPattern } from './secret-pattern.ts';

/** Credentials of clouds and of the tools that build on them. */
export const cloudPatterns: readonly SecretPattern[] = [
  {
    id: 'aws-access-key-id',
    title: 'an AWS access key id',
    starts: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    pattern: /A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}(?![\w-])/y,
  },
  {
    id: 'aws-secret-access-key',
    title: 'an AWS secret access key',
    starts: ['aws', 'secret'],
    pattern:
      /(?:aws[_.-]?)?(?:secret[_.-]?(?:access[_.-]?)?key|sk)["']?\s{0,3}(?:[:=]|=>|,)\s{0,3}["']?(?<value>[A-Za-z0-9/+]{40})(?![\w/+=-])/iy,
    entropy: 3.8,
  },
  {
    id: 'aws-session-token',
    title: 'an AWS session token',
    starts: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz'],
    pattern: /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)[A-Za-z0-9/+=]{80,2000}/y,
  },
  {
    id: 'aws-bedrock-key',
    title: 'an Amazon Bedrock API key',
    starts: ['ABSK'],
    pattern: /ABSK[A-Za-z0-9+/]{109,269}={0,2}(?![\w-])/y,
  },
  {
    id: 'gcp-api-key',
    title: 'a Google API key',
    starts: ['AIza'],
    pattern: /AIza[\w-]{35}(?![\w-])/y,
  },
  {
    id: 'gcp-service-account-key',
    title: 'a Google service account key file',
    starts: ['private_key_id'],
    pattern: /private_key_id\\?"\s{0,9}:\s{0,9}\\?"(?<value>[0-9a-f]{40})\\?"/y,
  },
  {
    id: 'gcp-oauth-client-secret',
    title: 'a Google OAuth client secret',
    starts: ['GOCSPX-'],
    pattern: /GOCSPX-[\w-]{28}(?![\w-])/y,
  },
  {
    id: 'gcp-access-token',
    title: 'a Google access token',
    starts: ['ya29.'],
    pattern: /ya29\.[\w-]{30,1200}/y,
  },
  {
    id: 'azure-storage-key',
    title: 'an Azure storage account key',
    starts: ['AccountKey'],
    pattern: /AccountKey=(?<value>[A-Za-z0-9+/]{86}==)/iy,
  },
  {
    id: 'azure-shared-access-key',
    title: 'an Azure shared access key',
    starts: ['SharedAccessKey'],
    pattern: /SharedAccessKey=(?<value>[A-Za-z0-9+/]{43}=)/iy,
  },
  {
    id: 'azure-sas-token',
    title: 'an Azure shared access signature',
    starts: ['sig='],
    pattern: /sig=(?<value>[A-Za-z0-9%+/]{43,60}(?:%3D|=))/iy,
  },
  {
    id: 'azure-client-secret',
    title: 'a Microsoft Entra client secret',
    starts: ['~'],
    pattern: /(?<=(?<![\w~.-])[\w~.]{3}\dQ)~[\w~.-]{31,34}(?![\w~.-])/y,
  },
  {
    id: 'azure-devops-token',
    title: 'an Azure DevOps token',
    wordLength: 84,
    pattern: /[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}/y,
  },
  {
    id: 'digitalocean-token',
    title: 'a DigitalOcean token',
    starts: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    pattern: /do[opr]_v1_[0-9a-f]{64}(?![\w-])/y,
  },
  {
    id: 'heroku-token',
    title: 'a Heroku API key',
    starts: ['HRKU-', 'heroku'],
    pattern:
      /(?:HRKU-AA[\w-]{58}|heroku[\w.-]{0,24}["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))(?![\w-])/iy,
  },
  {
    id: 'alibaba-access-key-id',
    title: 'an Alibaba Cloud access key id',
    starts: ['LTAI'],
    pattern: /LTAI[A-Za-z0-9]{20}(?![\w-])/y,
  },
  {
    id: 'tencent-secret-id',
    title: 'a Tencent Cloud secret id',
    starts: ['AKID'],
    pattern: /AKID[A-Za-z0-9]{32}(?![\w-])/y,
  },
  {
    id: 'cloudflare-origin-ca-key',
    title: 'a Cloudflare origin CA key',
    starts: ['v1.0-'],
    pattern: /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}(?![\w-])/y,
  },
  {
    id: 'cloudflare-token',
    title: 'a Cloudflare API token',
    starts: ['cloudflare', 'cf_'],
    pattern:
      /(?:cloudflare|cf)[_.-]?(?:api[_.-]?)?(?:token|key)["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[0-9a-f]{37}|[\w-]{40})(?![\w-])/iy,
    entropy: 3.2,
  },
  {
    id: 'fly-token',
    title: 'a Fly.io token',
    starts: ['fo1_', 'FlyV1'],
    pattern: /(?:fo1_[\w-]{43}|FlyV1 fm2_[A-Za-z0-9+/=,_-]{100,2000})/y,
  },
  {
    id: 'databricks-token',
    title: 'a Databricks token',
    starts: ['dapi'],
    pattern: /dapi[0-9a-f]{32}(?:-\d)?(?![\w-])/y,
  },
  {
    id: 'vault-token',
    title: 'a Vault token',
    starts: ['hvs.', 'hvb.', 'hvr.', 's.'],
    pattern: /(?:hv[sbr]\.[\w-]{24,512}|s\.(?=[A-Za-z]{0,23}\d)(?=[a-z0-9]{0,23}[A-Z])[A-Za-z0-9]{24})(?![\w.-])/y,
    entropy: 3.5,
  },
  {
    id: 'terraform-token',
    title: 'an HCP Terraform token',
    starts: ['.atlasv1.'],
    pattern: /(?<=[A-Za-z0-9]{14})\.atlasv1\.[\w=-]{60,70}(?![\w-])/y,
  },
  {
    id: 'pulumi-token',
    title: 'a Pulumi token',
    starts: ['pul-'],
    pattern: /pul-[0-9a-f]{40}(?![\w-])/y,
  },
  {
    id: 'doppler-token',
    title: 'a Doppler token',
    starts: ['dp.'],
    pattern: /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{1,35}\.)?[A-Za-z0-9]{40,44}(?![\w-])/y,
  },
  {
    id: 'planetscale-token',
    title: 'a PlanetScale credential',
    starts: ['pscale_'],
    pattern: /pscale_(?:tkn|pw|oauth)_[\w=.-]{32,64}/y,
  },
  {
    id: 'supabase-token',
    title: 'a Supabase token',
    starts: ['sbp_', 'sb_secret_'],
    pattern: /(?:sbp_[0-9a-f]{40}|sb_secret_[\w-]{31})(?![\w-])/y,
  },
  {
    id: 'netlify-token',
    title: 'a Netlify token',
    starts: ['nfp_'],
    pattern: /nfp_[A-Za-z0-9]{36}(?![\w-])/y,
  },
  {
    id: 'tailscale-key',
    title: 'a Tailscale key',
    starts: ['tskey-'],
    pattern: /tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{10,32}-[A-Za-z0-9]{20,40}(?![\w-])/y,
  },
  {
    id: 'openshift-token',
    title: 'an OpenShift token',
    starts: ['sha256~'],
    pattern: /sha256~[\w-]{43}(?![\w-])/y,
  },
  {
    id: 'k3s-token',
    title: 'a K3s cluster token',
    starts: ['K10'],
    pattern: /K10[0-9a-f]{64}::(?:[a-z]{4,12}:[0-9a-f]{32}|[0-9a-z]{6}\.[0-9a-z]{16})(?![\w-])/y,
  },
];
