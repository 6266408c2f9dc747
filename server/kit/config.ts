// Every setting of an installation, read from the environment once; docs/operations.md explains each. Nothing else reads it.
import { accessSync, constants, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { type HttpGateway, smsFaults, smsOf, type SmsSettings, templatesFault } from './sms-settings.ts'
import type { TraceSettings } from './trace-export.ts'
import { keysFault } from './vault-keys.ts'
import {
  mailOf,
  type MailSettings,
  voiceOf,
  wayFaults,
  wechatFault,
  wechatOf,
  type WechatSettings,
} from './way-settings.ts'

/** `gateway` is the name kept for devices; nothing of it is in this release. */
const processes = ['api', 'worker', 'gateway'] as const
export type ProcessName = (typeof processes)[number]

export type Config = {
  readonly port: number
  readonly host: string
  /** `full` and `small` are demo communities; a database that was a demo once stays one. */
  readonly demo: 'off' | 'full' | 'small'
  readonly dataDir: string
  /** The data keys, when they are kept outside of the data folder: the text of a key file. */
  readonly keys: string | undefined
  /** A database of one's own; without it the embedded one is started in `dataDir`. */
  readonly database: { readonly url: string; readonly adminUrl: string } | undefined
  /** Without a trailing slash; unknown until told: links then follow the host people came by. */
  readonly publicUrl: string | undefined
  readonly tls: { readonly cert: string; readonly key: string } | undefined
  /** Addresses or networks of the proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[]
  readonly processes: readonly ProcessName[]
  readonly metricsToken: string | undefined
  /** Where spans go; without it nothing is traced. */
  readonly traces: TraceSettings | undefined
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly sms: SmsSettings | undefined
  /** The operator's mail server, official account and call centre; without them messages do not go that way. */
  readonly mail: MailSettings | undefined
  readonly wechat: WechatSettings | undefined
  readonly voice: HttpGateway | undefined
  /** Signs answers that come in by SMS; without it none are taken. */
  readonly smsAnswersSecret: string | undefined
  /** Signs what a call centre tells; a demo has one that everybody knows, without it nothing is taken. */
  readonly callsSecret: string | undefined
  /** Switches web push on: whom the push services may write to. Messages then pass through Google, Apple, Mozilla or Microsoft. */
  readonly pushContact: string | undefined
}

/** What the simulator of calls signs with; a demo listens to it. */
const demoCallsSecret = 'calls-of-the-demo'

/** All wrong settings at once, a sentence for each. */
export class ConfigTrouble extends Error {
  override name = 'ConfigTrouble'
  constructor(sentences: readonly string[]) {
    super(['The settings are not right:', ...sentences.map((sentence) => `  - ${sentence}`)].join('\n'))
  }
}

const text = (pattern: RegExp, sentence: string) => z.string().check(z.regex(pattern, sentence))
const list = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean)
const oneOf = <const T extends readonly string[]>(values: T) => z.enum(values, `must be one of: ${values.join(', ')}`)
const address = /^(loopback|linklocal|uniquelocal|[\d.]+(\/\d{1,2})?|[\da-f:.]*:[\da-f:.]*(\/\d{1,3})?)$/i

const Port = z.string().check(
  z.regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535'),
  z.refine((value) => Number(value) <= 65_535, 'must be a port number, 0 to 65535'),
)
const PostgresUrl = text(/^postgres(ql)?:\/\/./, 'must look like postgres://user:password@host:5432/database')
const WebUrl = z
  .string()
  .check(
    z.refine(
      (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
      'must be an http:// or https:// address',
    ),
  )
const Networks = z
  .string()
  .check(
    z.refine(
      (value) => list(value).every((part) => address.test(part)),
      'must list addresses or networks of your proxies, such as 127.0.0.1 or 10.0.0.0/8, or the word loopback',
    ),
  )
const Processes = z.string().check(
  z.refine(
    (value) => list(value).length > 0 && list(value).every((part) => (processes as readonly string[]).includes(part)),
    `must list some of: ${processes.join(', ')}`,
  ),
  z.refine(
    (value) => list(value).some((part) => part !== 'gateway'),
    'names only gateway, which does nothing in this release: add api, worker or both',
  ),
)
const Keys = z.string().check(
  z.refine((value) => keysFault(value) === undefined, {
    error: ({ input }) => `is not the text of a key file: ${keysFault(String(input))}`,
  }),
)

const Settings = z.object({
  PORT: z._default(Port, '3000'),
  HOST: z.optional(text(/^[\w.:-]+$/, 'must be an address or a host name to listen on, such as 0.0.0.0')),
  DEMO: z._default(oneOf(['0', '1', 'small']), '1'),
  DATA_DIR: z._default(z.string(), './data'),
  LINBANG_KEYS: z.optional(Keys),
  DATABASE_URL: z.optional(PostgresUrl),
  DATABASE_ADMIN_URL: z.optional(PostgresUrl),
  PUBLIC_URL: z.optional(WebUrl),
  TLS_CERT: z.optional(z.string()),
  TLS_KEY: z.optional(z.string()),
  TRUST_PROXY: z._default(Networks, ''),
  PROCESSES: z._default(Processes, 'api,worker'),
  METRICS_TOKEN: z.optional(text(/^\S{16,}$/, 'must be at least 16 characters without spaces')),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(WebUrl),
  OTEL_EXPORTER_OTLP_HEADERS: z._default(
    text(/^([\w-]+=[^,\s]+)(,[\w-]+=[^,\s]+)*$|^$/, 'must look like name=value,name=value'),
    '',
  ),
  OTEL_SERVICE_NAME: z._default(z.string(), 'linbang'),
  OTEL_TRACES_SAMPLER_ARG: z._default(text(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share from 0 to 1, such as 0.1'), '1'),
  LOG_LEVEL: z._default(oneOf(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  SMS_URL: z.optional(WebUrl),
  SMS_SECRET: z.optional(z.string()),
  SMS_PROVIDER: z.optional(oneOf(['http', 'aliyun', 'tencent'])),
  SMS_KEY_ID: z.optional(z.string()),
  SMS_SIGN: z.optional(z.string()),
  SMS_APP_ID: z.optional(text(/^\d+$/, 'must be the number of your SMS application')),
  SMS_REGION: z.optional(text(/^[a-z]+-[a-z0-9-]+$/, 'must look like ap-guangzhou')),
  SMS_TEMPLATES: z.optional(
    z
      .string()
      .check(
        z.refine(
          (value) => !templatesFault(value),
          'must be JSON like {"*":{"code":"SMS_1","params":["title","text"]}}',
        ),
      ),
  ),
  SMS_ANSWERS_SECRET: z.optional(text(/^\S{16,}$/, 'must be at least 16 characters without spaces')),
  CALLS_SECRET: z.optional(text(/^\S{16,}$/, 'must be at least 16 characters without spaces')),
  SMTP_URL: z.optional(text(/^smtps?:\/\/./, 'must look like smtps://user:password@mail.example.org')),
  MAIL_FROM: z.optional(text(/^[^<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, such as 邻帮 <help@example.org>')),
  WECHAT_APP_ID: z.optional(z.string()),
  WECHAT_APP_SECRET: z.optional(z.string()),
  WECHAT_URL: z.optional(WebUrl),
  WECHAT_TEMPLATES: z.optional(
    z
      .string()
      .check(
        z.refine(
          (value) => !wechatFault(value),
          'must be JSON like {"*":{"id":"TEMPLATE","data":{"thing1":"title","thing2":"text"}}}',
        ),
      ),
  ),
  VOICE_URL: z.optional(WebUrl),
  VOICE_SECRET: z.optional(z.string()),
  PUSH_CONTACT: z.optional(
    text(/^(mailto:\S+@\S+|https:\/\/\S+)$/, 'must be mailto:you@example.org or an https:// address'),
  ),
})
type Settings = z.infer<typeof Settings>

/** These may also be given as the path of a file, in NAME_FILE, so that no process list shows them. */
const secrets = [
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'LINBANG_KEYS',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'SMS_SECRET',
  'SMS_ANSWERS_SECRET',
  'SMTP_URL',
  'WECHAT_APP_SECRET',
  'VOICE_SECRET',
  'CALLS_SECRET',
] as const

type Environment = Readonly<Record<string, string | undefined>>

/** The settings we know, empty ones left out, secrets read from their files. */
const gather = (env: Environment, wrong: string[]): Record<string, string> => {
  const given: Record<string, string> = {}
  for (const name of Object.keys(Settings.shape)) if (env[name]?.trim()) given[name] = env[name].trim()
  for (const name of secrets) {
    const file = env[`${name}_FILE`]?.trim()
    if (!file) continue
    if (given[name]) wrong.push(`${name} and ${name}_FILE are both set: keep one of them`)
    try {
      given[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      wrong.push(`${name}_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`)
    }
  }
  return given
}

const both = (given: Record<string, string>, one: string, other: string, wrong: string[]): void => {
  if (!given[one] !== !given[other]) wrong.push(`${one} and ${other} go together: set both or neither`)
}

const ensureReadable = (given: Record<string, string>, names: readonly string[], wrong: string[]): void => {
  for (const name of names) {
    if (!given[name]) continue
    try {
      accessSync(given[name], constants.R_OK)
    } catch (error) {
      wrong.push(
        `${name}: ${given[name]} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
      )
    }
  }
}

const tracesOf = (settings: Settings): TraceSettings | undefined => {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint) return undefined
  const pairs = list(settings.OTEL_EXPORTER_OTLP_HEADERS).map((pair) => pair.split(/=(.*)/s).slice(0, 2))
  const headers = Object.fromEntries(pairs) as Record<string, string>
  return { endpoint, headers, serviceName: settings.OTEL_SERVICE_NAME, share: Number(settings.OTEL_TRACES_SAMPLER_ARG) }
}

const arrange = (settings: Settings): Config => ({
  port: Number(settings.PORT),
  host: settings.HOST ?? (settings.DEMO === '0' ? '0.0.0.0' : '127.0.0.1'),
  demo: ({ '0': 'off', '1': 'full', small: 'small' } as const)[settings.DEMO],
  dataDir: resolve(settings.DATA_DIR),
  keys: settings.LINBANG_KEYS,
  database: settings.DATABASE_URL
    ? { url: settings.DATABASE_URL, adminUrl: settings.DATABASE_ADMIN_URL ?? settings.DATABASE_URL }
    : undefined,
  publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, ''),
  tls: settings.TLS_CERT && settings.TLS_KEY ? { cert: settings.TLS_CERT, key: settings.TLS_KEY } : undefined,
  trustProxy: list(settings.TRUST_PROXY),
  processes: processes.filter((name) => list(settings.PROCESSES).includes(name)),
  metricsToken: settings.METRICS_TOKEN,
  traces: tracesOf(settings),
  logLevel: settings.LOG_LEVEL,
  sms: smsOf(settings),
  mail: mailOf(settings),
  wechat: wechatOf(settings),
  voice: voiceOf(settings),
  smsAnswersSecret: settings.SMS_ANSWERS_SECRET,
  callsSecret: settings.CALLS_SECRET ?? (settings.DEMO === '0' ? undefined : demoCallsSecret),
  pushContact: settings.PUSH_CONTACT,
})

/** A demo listens on this machine only unless HOST says otherwise. Throws ConfigTrouble. */
export const readConfig = (env: Environment = process.env): Config => {
  const wrong: string[] = []
  const given = gather(env, wrong)
  const parsed = Settings.safeParse(given)
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = String(path[0])
    const shown = (secrets as readonly string[]).includes(name) ? '' : ` (it is "${given[name]}")`
    wrong.push(`${name} ${message}${shown}`)
  }
  both(given, 'TLS_CERT', 'TLS_KEY', wrong)
  ensureReadable(given, ['TLS_CERT', 'TLS_KEY'], wrong)
  wrong.push(...wayFaults(given), ...smsFaults(given))
  if (given.DATABASE_ADMIN_URL && !given.DATABASE_URL) wrong.push('DATABASE_ADMIN_URL needs DATABASE_URL beside it')
  if (wrong.length > 0 || !parsed.data) throw new ConfigTrouble(wrong)
  return Object.freeze(arrange(parsed.data))
}
