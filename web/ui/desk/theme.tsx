// Ant Design in our look: its seeds are read from tokens.css as the browser computed it, so there is one source.
// Mends once what axe found in it: contrast of faint text, targets under 24 px, 提 交 with a space in it.
import { ConfigProvider } from 'antd'
import type { ThemeConfig } from 'antd'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { usePreference } from '../../kit/preference.ts'
import './antd.css'

/** Asked of an element in the density of the console, so that nothing depends on what was drawn first. */
const readTokens = () => {
  const probe = document.body.appendChild(document.createElement('i'))
  probe.dataset.density = 'console'
  const style = getComputedStyle(probe)
  const pixels = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const found = new Map<string, string>()
  const colour = (name: string) => {
    if (!found.has(name)) found.set(name, style.getPropertyValue(`--lb-${name}`).trim())
    return found.get(name)!
  }
  return {
    colour,
    /** Antd counts in pixels, our tokens in rem: the reader's own font size is respected at this moment. */
    size: (name: string) => Math.round(Number.parseFloat(colour(name)) * pixels),
    end: () => probe.remove(),
  }
}

const themeFromTokens = (): ThemeConfig => {
  const { colour, size, end } = readTokens()
  const faint = colour('text-3')
  const config: ThemeConfig = {
    hashed: false,
    token: {
      colorPrimary: colour('primary'),
      colorLink: colour('link'),
      colorSuccess: colour('success'),
      colorWarning: colour('warn'),
      colorError: colour('danger'),
      colorInfo: colour('info'),
      colorText: colour('text'),
      colorTextSecondary: colour('text-2'),
      colorTextTertiary: faint,
      colorTextQuaternary: faint,
      colorTextPlaceholder: faint,
      colorTextDescription: faint,
      colorTextDisabled: faint,
      colorBgLayout: colour('bg'),
      colorBgContainer: colour('surface'),
      colorBgElevated: colour('surface'),
      colorBorder: colour('border-strong'),
      colorBorderSecondary: colour('border'),
      colorSplit: colour('border'),
      colorIcon: colour('text-2'),
      colorTextLightSolid: colour('text-on-primary'),
      fontFamily: colour('font'),
      fontSize: size('text-md'),
      fontSizeSM: size('text-sm'),
      fontSizeLG: size('text-lg'),
      controlHeight: size('control'),
      controlHeightSM: Math.round(size('control') * 0.84),
      controlHeightLG: size('control-lg'),
      borderRadius: size('radius-md'),
      borderRadiusSM: size('radius-sm'),
      borderRadiusLG: size('radius-lg'),
      motionDurationMid: '.2s',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
    components: {
      Table: {
        headerBg: colour('surface-hover'),
        headerColor: colour('text-2'),
        rowHoverBg: colour('primary-softer'),
        rowSelectedBg: colour('primary-softer'),
        rowSelectedHoverBg: colour('primary-soft'),
        borderColor: colour('border'),
        cellPaddingBlock: 8,
        cellPaddingInline: 12,
        headerSplitColor: 'transparent',
        bodySortBg: colour('surface'),
        headerSortActiveBg: colour('surface-hover'),
        headerSortHoverBg: colour('primary-softer'),
      },
      Select: {
        optionSelectedBg: colour('primary-soft'),
        optionSelectedColor: colour('primary-text'),
        optionActiveBg: colour('primary-softer'),
      },
    },
  }
  end()
  return config
}

/** Around every piece of Ant Design on the desk; its own words are never shown, ours take their place. */
export const DeskTheme = ({ children }: { readonly children: ReactNode }) => {
  const { theme, textSize } = usePreference()
  // read again when what they are computed from changes
  const config = useMemo(() => ({ theme, textSize, tokens: themeFromTokens() }).tokens, [theme, textSize])
  return (
    <ConfigProvider theme={config} button={{ autoInsertSpace: false }} wave={{ disabled: true }} virtual={false}>
      {children}
    </ConfigProvider>
  )
}
