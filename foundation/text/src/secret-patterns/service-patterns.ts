import type { SecretPattern } from './secret-pattern.ts';

/** Credentials of messaging, payment, monitoring and other hosted services. */
export const servicePatterns: readonly SecretPattern[] = [
  {
    id: 'slack-token',
    title: 'a Slack token',
    starts: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxe', 'xapp-'],
    pattern:
      /(?:xox[bpars]-\d{8,14}-[\w-]{10,160}|xoxe(?:\.xox[bp])?-\d-[\w-]{60,250}|xapp-\d-[A-Z0-9]{8,14}-\d{8,14}-[0-9a-f]{40,80})/y,
  },
  {
    id: 'slack-webhook',
    title: 'a Slack webhook address',
    starts: ['hooks.slack'],
    pattern: /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/(?<value>[A-Za-z0-9+/]{30,80})/y,
  },
  {
    id: 'discord-token',
    title: 'a Discord bot token',
    starts: ['MT', 'Mj', 'Mz', 'ND', 'NT', 'Nj', 'Nz', 'OD', 'OT'],
    pattern: /[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/y,
  },
  {
    id: 'discord-webhook',
    title: 'a Discord webhook address',
    starts: ['discord.com', 'discordapp.com'],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/(?<value>[\w-]{60,80})/y,
  },
  {
    id: 'teams-webhook',
    title: 'a Microsoft Teams webhook address',
    starts: ['webhook.office'],
    pattern:
      /webhook\.office\.com\/webhookb2\/(?<value>[\w-]{36}@[\w-]{36}\/IncomingWebhook\/[0-9a-f]{32}\/[\w-]{36})/y,
  },
  {
    id: 'telegram-token',
    title: 'a Telegram bot token',
    starts: [':AA'],
    pattern: /(?<=(?<![\w-])(?:bot)?\d{8,12}):AA[\w-]{33}(?![\w-])/y,
  },
  {
    id: 'twilio-key',
    title: 'a Twilio API key',
    starts: ['SK'],
    pattern: /SK[0-9a-f]{32}(?![\w-])/y,
  },
  {
    id: 'sendgrid-key',
    title: 'a SendGrid API key',
    starts: ['SG.'],
    pattern: /SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/y,
  },
  {
    id: 'mailgun-key',
    title: 'a Mailgun API key',
    starts: ['key-', 'pubkey-', 'mailgun'],
    pattern:
      /(?:(?:pub)?key-[0-9a-f]{32}|mailgun[\w.-]{0,24}["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}))(?![\w-])/iy,
  },
  {
    id: 'mailchimp-key',
    title: 'a Mailchimp API key',
    starts: ['-us'],
    pattern: /(?<=(?<![\w-])[0-9a-f]{32})-us\d{1,2}(?![\w-])/y,
    entropy: 0,
  },
  {
    id: 'brevo-key',
    title: 'a Brevo API key',
    starts: ['xkeysib-'],
    pattern: /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}(?![\w-])/y,
  },
  {
    id: 'stripe-key',
    title: 'a Stripe secret key',
    starts: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
    pattern: /[sr]k_(?:live|test)_[A-Za-z0-9]{16,247}(?![\w-])/y,
  },
  {
    id: 'stripe-webhook-secret',
    title: 'a webhook signing secret',
    starts: ['whsec_'],
    pattern: /whsec_[A-Za-z0-9+/]{24,80}={0,2}/y,
  },
  {
    id: 'square-token',
    title: 'a Square credential',
    starts: ['sq0atp-', 'sq0csp-', 'EAAA'],
    pattern: /(?:sq0atp-[\w-]{22}|sq0csp-[\w-]{43}|EAAA[\w-]{60})(?![\w-])/y,
  },
  {
    id: 'shopify-token',
    title: 'a Shopify token',
    starts: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}(?![\w-])/y,
  },
  {
    id: 'braintree-token',
    title: 'a Braintree access token',
    starts: ['access_token$'],
    pattern: /access_token\$production\$[0-9a-z]{16}\$[0-9a-f]{32}(?![\w-])/y,
  },
  {
    id: 'datadog-key',
    title: 'a Datadog key',
    starts: ['dd_', 'dd-', 'datadog'],
    pattern:
      /(?:dd|datadog)[_.-]?(?:api|app|application)?[_.-]?key["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[0-9a-f]{40}|[0-9a-f]{32})(?![\w-])/iy,
  },
  {
    id: 'new-relic-key',
    title: 'a New Relic key',
    starts: ['NRAK-', 'NRII-', 'NRRA-'],
    pattern: /(?:NRAK-[A-Z0-9]{27}|NRII-[\w-]{32}|NRRA-[0-9a-f]{42})(?![\w-])/y,
  },
  {
    id: 'new-relic-license-key',
    title: 'a New Relic licence key',
    wordLength: 40,
    pattern: /[0-9a-f]{36}NRAL/y,
  },
  {
    id: 'pagerduty-key',
    title: 'a PagerDuty key',
    starts: ['pagerduty', 'pd_', 'routing_key', 'service_key', 'u+'],
    pattern:
      /(?:u\+[\w+-]{18}|(?:pagerduty|pd|routing|service)[\w.-]{0,24}["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[0-9a-f]{32}))(?![\w-])/iy,
    entropy: 3,
  },
  {
    id: 'grafana-token',
    title: 'a Grafana token',
    starts: ['glsa_', 'glc_', 'eyJrIjoi'],
    pattern: /(?:glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|glc_[A-Za-z0-9+/]{32,400}={0,2}|eyJrIjoi[A-Za-z0-9]{70,400}={0,2})/y,
  },
  {
    id: 'sentry-token',
    title: 'a Sentry token',
    starts: ['sntrys_', 'sntryu_'],
    pattern: /sntry(?:u_[0-9a-f]{64}|s_eyJ[A-Za-z0-9+/=_]{80,400})/y,
  },
  {
    id: 'dynatrace-token',
    title: 'a Dynatrace token',
    starts: ['dt0c01.', 'dt0s'],
    pattern: /dt0[cs]\d{2}\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}(?![\w-])/y,
  },
  {
    id: 'linear-key',
    title: 'a Linear API key',
    starts: ['lin_api_', 'lin_oauth_'],
    pattern: /lin_(?:api|oauth)_[A-Za-z0-9]{40,64}(?![\w-])/y,
  },
  {
    id: 'notion-token',
    title: 'a Notion token',
    starts: ['ntn_', 'secret_'],
    pattern: /(?:ntn_[A-Za-z0-9]{40,50}|secret_[A-Za-z0-9]{43})(?![\w-])/y,
    entropy: 3.8,
  },
  {
    id: 'okta-token',
    title: 'an Okta API token',
    starts: ['okta', 'SSWS'],
    pattern: /(?:SSWS\s{1,3}|okta[\w.-]{0,24}["']?\s{0,3}[:=]\s{0,3}["']?)(?<value>00[\w-]{40})(?![\w-])/iy,
    entropy: 3.5,
  },
  {
    id: 'airtable-token',
    title: 'an Airtable token',
    starts: ['pat'],
    pattern: /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}(?![\w-])/y,
  },
  {
    id: 'figma-token',
    title: 'a Figma token',
    starts: ['figd_', 'figu_'],
    pattern: /fig[du]_[\w-]{40,44}(?![\w-])/y,
  },
  {
    id: 'hubspot-token',
    title: 'a HubSpot token',
    starts: ['pat-na', 'pat-eu'],
    pattern: /pat-(?:na|eu)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/y,
  },
  {
    id: 'mapbox-token',
    title: 'a Mapbox secret token',
    starts: ['sk.eyJ'],
    pattern: /sk\.eyJ[\w-]{40,200}\.[\w-]{20,32}(?![\w-])/y,
  },
  {
    id: 'onepassword-token',
    title: 'a 1Password service account token',
    starts: ['ops_eyJ'],
    pattern: /ops_eyJ[\w+/-]{200,1500}={0,2}/y,
  },
  {
    id: 'facebook-token',
    title: 'a Facebook access token',
    starts: ['EAAC', 'EAAG', 'EAAJ', 'EAAM', 'EAAB'],
    pattern: /EAA[BCGJM][A-Za-z0-9]{80,300}(?![\w-])/y,
  },
];
