// @ts-check
// Part of npm run build: compiles the quiz's form for the browser, into lib/src/study/quiz-script.ts.
import { writeQuizScript } from './quiz-script/make.mjs';

await writeQuizScript();
