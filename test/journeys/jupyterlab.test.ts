import { describeInBrowser } from './browser.js';
import { testKeeping } from './lab/keeping.js';
import { testKeyboard } from './lab/keyboard.js';
import { testLesson } from './lab/lesson.js';
import { testNotebook7 } from './lab/notebook7.js';
import { testQuiz } from './lab/quiz.js';
import { testRestart } from './lab/restart.js';
import { labSession } from './lab/session.js';
import { testStartPage } from './lab/start-page.js';
import { testStop } from './lab/stop.js';
import { testThemes } from './lab/theme.js';

// One server and one browser for all, since each takes seconds to start.
describeInBrowser('a reader in JupyterLab', () => {
  const session = labSession();
  testStartPage(session);
  testKeyboard(session);
  testStop(session);
  testRestart(session);
  testKeeping(session);
  testQuiz(session);
  testThemes(session);
  testNotebook7(session);
  testLesson(session);
});
