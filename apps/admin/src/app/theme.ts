import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eaf6f6',
  '#d5eaeb',
  '#a9d4d6',
  '#7cbec1',
  '#57abb0',
  '#37969b',
  '#22838a',
  '#12727a',
  '#0f5c63',
  '#07454b',
];
const brass: MantineColorsTuple = [
  '#fff7e3',
  '#fdecc8',
  '#f9d992',
  '#f5c659',
  '#f2b441',
  '#e0a024',
  '#b97f12',
  '#8f610c',
  '#6e4a08',
  '#4d3304',
];
const red: MantineColorsTuple = [
  '#fdeeec',
  '#fadbd7',
  '#f5b5ae',
  '#f09086',
  '#ea6c60',
  '#dc4a3d',
  '#cb3325',
  '#b42318',
  '#9b1c12',
  '#7a150d',
];
const dark: MantineColorsTuple = [
  '#dde5e6',
  '#bac6c8',
  '#97a6a9',
  '#6d7f83',
  '#3f5054',
  '#2e3b3e',
  '#232e31',
  '#1a2325',
  '#141b1d',
  '#0d1213',
];

export const theme = createTheme({
  colors: { petrol, brass, red, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  headings: {
    fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.75rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem', lineHeight: '1.4' } },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // The word of a badge is never cut: columns and headings make room for it.
    Badge: { defaultProps: { miw: 'max-content' } },
    // The head of a dialog is no banner of the page, which a <header> would make it.
    Modal: {
      defaultProps: {
        radius: 'lg',
        padding: 'lg',
        attributes: { header: { role: 'presentation' } },
        styles: { title: { fontWeight: 650, fontSize: '1.125rem' } },
      },
    },
  },
});

/** The library's own greys for hints and errors miss 4.5:1 on our surfaces; these reach it in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#4d5c60',
    '--mantine-color-placeholder': '#66757a',
    '--mantine-color-error': '#b42318',
    '--fanfare-canvas': '#f4f7f7',
    '--fanfare-line': '#dbe3e4',
    '--fanfare-good': '#1d6b3a',
    '--fanfare-flash': '#fdecc8',
    '--fanfare-self': '#eaf6f6',
    '--fanfare-chart': '#12727a',
    '--fanfare-chart-second': '#b97f12',
  },
  dark: {
    '--mantine-color-body': '#1a2325',
    '--mantine-color-dimmed': '#a7b5b8',
    '--mantine-color-placeholder': '#8f9ea1',
    '--mantine-color-error': '#ff9b90',
    '--mantine-color-anchor': '#7cbec1',
    '--fanfare-canvas': '#12191a',
    '--fanfare-line': '#2e3b3e',
    '--fanfare-good': '#7fd39b',
    '--fanfare-flash': '#4d3304',
    '--fanfare-self': '#17363a',
    '--fanfare-chart': '#57abb0',
    '--fanfare-chart-second': '#f2b441',
  },
});
