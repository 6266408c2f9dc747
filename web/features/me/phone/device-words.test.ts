import { expect, test } from 'vitest'
import { meText } from '../text.ts'
import { deviceWords } from './device-words.ts'

test.each([
  [
    'Mozilla/5.0 (Linux; Android 12; Mobile) AppleWebKit/537.36 Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0',
    '安卓手机 · 微信',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605 Version/16.0 Mobile Safari/604.1',
    '苹果手机 · Safari',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36', '电脑（Linux） · Chrome'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120',
    '电脑（Windows） · Edge',
  ],
  ['curl/8.0', ''],
])('%s is called %s', (agent, name) => expect(deviceWords(agent, meText.zh.devices)).toBe(name))
