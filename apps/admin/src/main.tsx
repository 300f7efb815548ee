import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { wallPath } from './app/addresses.ts';
import { redirectPaths, relaySignIn } from './app/auth/session.ts';
import { loadConfig } from './app/config.ts';
import { startI18n } from './app/i18n/index.ts';

const inHelperWindow = [redirectPaths.silent, redirectPaths.popup].includes(window.location.pathname);

if (inHelperWindow) {
  await relaySignIn(await loadConfig());
} else {
  await startI18n();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id "root"');
  if (window.location.pathname === wallPath) {
    const { WallApp } = await import('./app/WallApp.tsx');
    createRoot(root).render(<WallApp />);
  } else createRoot(root).render(<App />);
}
