import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  type MantineColorsTuple,
  Menu,
  Modal,
  NativeSelect,
  Popover,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  Table,
  Tabs,
  Textarea,
  Tooltip,
} from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { createElement } from 'react'
import classes from './theme.module.css'

// Mantine asks for ten shades; the screens never use them: every colour they show comes from the tokens through the resolver.
const accent: MantineColorsTuple = [
  '#eef5f1',
  '#dbe7df',
  '#b9d2c6',
  '#94bbab',
  '#6ba392',
  '#45897a',
  '#1b5a4c',
  '#164c40',
  '#12453a',
  '#0c3029',
]

const chevron = createElement(IconChevronDown, { size: 18, stroke: 1.5, 'aria-hidden': true })

const transition = { transition: 'fade', duration: 160 } as const

/** Mantine dressed as the ledger of the design: sizes, type and defaults; the colours are in {@link cssVariablesResolver}. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent },
  fontFamily: 'var(--lb-font)',
  headings: {
    fontFamily: 'var(--lb-font-serif)',
    fontWeight: '500',
    sizes: {
      h1: { fontSize: 'var(--lb-fs-2xl)', lineHeight: 'var(--lb-lh-tight)' },
      h2: { fontSize: 'var(--lb-fs-xl)', lineHeight: 'var(--lb-lh-tight)' },
      h3: { fontSize: 'var(--lb-fs-lg)', lineHeight: 'var(--lb-lh-tight)' },
    },
  },
  fontSizes: {
    xs: 'var(--lb-fs-xs)',
    sm: 'var(--lb-fs-sm)',
    md: 'var(--lb-fs-md)',
    lg: 'var(--lb-fs-lg)',
    xl: 'var(--lb-fs-xl)',
  },
  fontWeights: { regular: 'var(--lb-fw-regular)', medium: 'var(--lb-fw-medium)', bold: 'var(--lb-fw-bold)' },
  spacing: {
    xs: 'var(--lb-s-2)',
    sm: 'var(--lb-s-3)',
    md: 'var(--lb-s-4)',
    lg: 'var(--lb-s-5)',
    xl: 'var(--lb-s-6)',
  },
  radius: {
    xs: 'var(--lb-radius-1)',
    sm: 'var(--lb-radius-2)',
    md: 'var(--lb-radius-3)',
    lg: 'var(--lb-radius-3)',
    xl: 'var(--lb-radius-3)',
  },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: 'var(--lb-shadow-float)',
    md: 'var(--lb-shadow-float)',
    lg: 'var(--lb-shadow-dialog)',
    xl: 'var(--lb-shadow-dialog)',
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'md' },
      classNames: { root: classes.button, label: classes.buttonLabel, section: classes.buttonSection },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'default', size: 'lg' },
      classNames: { root: classes.actionIcon },
    }),
    Input: Input.extend({
      defaultProps: { size: 'md' },
      classNames: { wrapper: classes.inputWrapper, input: classes.input },
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'md', inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      classNames: { label: classes.label, description: classes.hint, error: classes.error },
    }),
    Textarea: Textarea.extend({ classNames: { input: classes.textarea } }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: 'md', rightSection: chevron } }),
    Select: Select.extend({
      defaultProps: { size: 'md', rightSection: chevron, comboboxProps: { shadow: 'sm', transitionProps: transition } },
      classNames: { dropdown: classes.float, option: classes.option },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs', radius: 'xs' },
      classNames: {
        root: classes.choice,
        input: classes.checkbox,
        labelWrapper: classes.tickWords,
        label: `${classes.choiceLabel} ${classes.tickLabel}`,
      },
    }),
    Radio: Radio.extend({
      defaultProps: { size: 'xs' },
      classNames: {
        root: classes.choice,
        radio: classes.radio,
        labelWrapper: classes.tickWords,
        label: `${classes.choiceLabel} ${classes.tickLabel}`,
      },
    }),
    Switch: Switch.extend({
      defaultProps: { size: 'sm', withThumbIndicator: false },
      classNames: { root: classes.choice, track: classes.track, thumb: classes.thumb, label: classes.choiceLabel },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'sm', transitionDuration: 0 },
      classNames: {
        root: classes.segments,
        control: classes.segment,
        label: classes.segmentLabel,
        indicator: classes.segmentIndicator,
      },
    }),
    Tabs: Tabs.extend({
      defaultProps: { keepMounted: false },
      classNames: { list: classes.tabList, tab: classes.tab, tabLabel: classes.tabLabel },
    }),
    Table: Table.extend({ defaultProps: { withRowBorders: true, striped: false } }),
    Modal: Modal.extend({
      defaultProps: { radius: 'md', shadow: 'lg', centered: true, withCloseButton: false, transitionProps: transition },
      classNames: {
        content: classes.dialog,
        header: classes.dialogHead,
        title: classes.dialogTitle,
        body: classes.dialogBody,
        overlay: classes.scrim,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { radius: 'md', shadow: 'sm', transitionProps: transition },
      classNames: { dropdown: classes.float },
    }),
    Menu: Menu.extend({
      defaultProps: {
        radius: 'md',
        shadow: 'sm',
        position: 'bottom-end',
        transitionProps: transition,
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: classes.menu,
        item: classes.menuItem,
        label: classes.menuLabel,
        divider: classes.menuDivider,
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, multiline: true, maw: 320, events: { hover: true, focus: true, touch: true } },
      classNames: { tooltip: classes.tooltip },
    }),
  },
})

// The greys of Mantine's own style sheets, which name them by number, in the ledger's inks and surfaces.
const surfaces = {
  '--mantine-color-gray-0': 'var(--lb-sunk)',
  '--mantine-color-gray-1': 'var(--lb-sunk)',
  '--mantine-color-gray-2': 'var(--lb-hair)',
  '--mantine-color-gray-3': 'var(--lb-hair)',
  '--mantine-color-gray-4': 'var(--lb-edge)',
  '--mantine-color-gray-5': 'var(--lb-ink-3)',
  '--mantine-color-gray-6': 'var(--lb-ink-2)',
  '--mantine-color-gray-7': 'var(--lb-ink-2)',
  '--mantine-color-gray-8': 'var(--lb-ink)',
  '--mantine-color-gray-9': 'var(--lb-ink)',
  '--mantine-color-dark-0': 'var(--lb-ink)',
  '--mantine-color-dark-1': 'var(--lb-ink-2)',
  '--mantine-color-dark-2': 'var(--lb-ink-2)',
  '--mantine-color-dark-3': 'var(--lb-ink-3)',
  '--mantine-color-dark-4': 'var(--lb-hair)',
  '--mantine-color-dark-5': 'var(--lb-sunk)',
  '--mantine-color-dark-6': 'var(--lb-sheet)',
  '--mantine-color-dark-7': 'var(--lb-sheet)',
  '--mantine-color-dark-8': 'var(--lb-sunk)',
  '--mantine-color-dark-9': 'var(--lb-desk)',
}

const colors = {
  ...surfaces,
  '--mantine-color-body': 'var(--lb-paper)',
  '--mantine-color-text': 'var(--lb-ink)',
  '--mantine-color-bright': 'var(--lb-ink)',
  '--mantine-color-dimmed': 'var(--lb-ink-2)',
  '--mantine-color-placeholder': 'var(--lb-ink-3)',
  '--mantine-color-default': 'var(--lb-sheet)',
  '--mantine-color-default-hover': 'var(--lb-sunk)',
  '--mantine-color-default-color': 'var(--lb-ink)',
  '--mantine-color-default-border': 'var(--lb-edge)',
  '--mantine-color-disabled': 'var(--lb-sunk)',
  '--mantine-color-disabled-color': 'var(--lb-ink-3)',
  '--mantine-color-disabled-border': 'var(--lb-hair)',
  '--mantine-primary-color-filled': 'var(--lb-accent)',
  '--mantine-primary-color-filled-hover': 'var(--lb-accent-hover)',
  '--mantine-primary-color-contrast': 'var(--lb-on-accent)',
  '--mantine-primary-color-light': 'var(--lb-accent-soft)',
  '--mantine-primary-color-light-hover': 'var(--lb-select)',
  '--mantine-primary-color-light-color': 'var(--lb-accent)',
  '--mantine-color-accent-filled': 'var(--lb-accent)',
  '--mantine-color-accent-filled-hover': 'var(--lb-accent-hover)',
  '--mantine-color-accent-light': 'var(--lb-accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--lb-select)',
  '--mantine-color-accent-light-color': 'var(--lb-accent)',
  '--mantine-color-accent-outline': 'var(--lb-accent)',
  '--mantine-color-anchor': 'var(--lb-accent)',
  '--mantine-color-error': 'var(--lb-danger)',
  '--mantine-color-success': 'var(--lb-ok)',
}

/** Mantine's colours as tokens; the same under both schemes, since the tokens themselves switch with the scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...colors, '--mantine-color-white': 'var(--lb-sheet)' },
  dark: colors,
})
