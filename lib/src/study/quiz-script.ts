/** The script of a quiz: quiz-page.ts and what it imports. `npm run build` makes it; change those files, not this one. */
export const quizScript: string = `(() => {
  // answer-number.ts
  var separator = "[,_'’ \\\\u00a0\\\\u2009\\\\u202f]";
  var grouped = \`[1-9]\\\\d{0,2}(?:\${separator}\\\\d{2,3})*\${separator}\\\\d{3}(?:\\\\.\\\\d+)?\`;
  var decimalComma = "\\\\d+,\\\\d+";
  var plain = "\\\\d+\\\\.?\\\\d*|\\\\.\\\\d+";
  var powerOfTen = "e([+-]?\\\\d+)|\\\\s*[×x*·]\\\\s*10\\\\s*\\\\^\\\\s*([+-]?\\\\d+)";
  var written = new RegExp(
    \`^([+-]?)\\\\s*(\${grouped}|\${decimalComma}|\${plain})(?:\${powerOfTen})?(?![\\\\d.,])(.*)$\`
  );
  var fraction = new RegExp(
    \`^([+-]?)\\\\s*(\${decimalComma}|\${plain})\\\\s*/\\\\s*(\${decimalComma}|\${plain})(?![\\\\d.,])(.*)$\`
  );
  function readNumber(text, unit) {
    const plainText = plainSigns(text);
    const parts = fraction.exec(plainText);
    if (parts !== null) return readFraction(parts, unit);
    const [, sign = "", digits = "", exponent, power, behind = ""] = written.exec(plainText) ?? [];
    const shift = digits === "" ? void 0 : shiftOf(behind, unit);
    if (shift === void 0) return void 0;
    const number = Number(\`\${sign}\${withPoint(digits)}e\${Number(exponent ?? power ?? 0) + shift}\`);
    return Number.isFinite(number) ? number : void 0;
  }
  function plainSigns(text) {
    return text.trim().toLowerCase().replace(/^[≈~=]\\s*/, "").replace(/^–/, "-").replaceAll("−", "-").replaceAll(/(?<=10)[⁻⁰¹²³⁴-⁹]+/g, (power) => \`^\${power.normalize("NFKC").replace("−", "-")}\`).replaceAll(/[¼-¾⅐-⅞]/g, (one) => \` \${one.normalize("NFKC").replace("⁄", "/")}\`).trim();
  }
  function readFraction([, sign = "", above = "", below = "", behind = ""], unit) {
    const shift = shiftOf(behind, unit);
    const quotient = Number(\`\${sign}\${withPoint(above)}\`) / Number(withPoint(below));
    return shift === void 0 || !Number.isFinite(quotient) ? void 0 : quotient * 10 ** shift;
  }
  function withPoint(digits) {
    const isGrouped = new RegExp(\`^\${grouped}$\`).test(digits);
    return isGrouped ? digits.replaceAll(new RegExp(separator, "g"), "") : digits.replace(",", ".");
  }
  function shiftOf(behind, unit) {
    const given = plainUnit(behind);
    if (given === "" || unit !== void 0 && given === plainUnit(unit)) return 0;
    return given === "%" && !unit ? -2 : void 0;
  }
  function plainUnit(unit) {
    return unit.toLowerCase().replaceAll(/\\s/g, "").replace(/^per-?cent$/, "%").replace(/(?<=\\p{L}{3})s$/u, "");
  }

  // questions.ts
  var letterOf = (index) => String.fromCharCode(97 + index);

  // marking.ts
  function markAnswer(question, given) {
    return question.kind === "number" ? markNumber(question, given) : markChoice(question, given);
  }
  function markChoice(question, given) {
    const { answers, kind } = question;
    const chosen = readLetters(question, given);
    if (chosen === void 0) {
      const last = letterOf(answers.length - 1);
      return unmarked(
        kind === "one" ? \`Choose one of a to \${last}\` : \`Choose from a to \${last}, or "none"\`,
        given
      );
    }
    const isChosen = (index) => chosen.includes(letterOf(index));
    const told = answers.flatMap(({ feedback }, i) => {
      if (!isChosen(i)) return [];
      return kind === "one" ? [feedback] : [\`\${letterOf(i)}: \${feedback}\`];
    });
    const missed = answers.filter(({ correct }, i) => correct && !isChosen(i)).length;
    const more = told.length > 0 ? "more" : "of them";
    if (kind === "many" && missed > 0) told.push(\`\${missed} \${more} \${missed === 1 ? "is" : "are"} true.\`);
    return {
      right: answers.every(({ correct = false }, i) => correct === isChosen(i)),
      feedback: told.join(" ") || "Right: none of them is.",
      answer: chosen || "none"
    };
  }
  function readLetters({ answers, kind }, given) {
    const text = String(given).toLowerCase().replaceAll(/\\band\\b|[\\s,;.()+&/]/g, "");
    if (/^none(of(them|these))?$/.test(text)) return kind === "many" ? "" : void 0;
    const letters = [...new Set(text)].sort();
    const known = letters.every((letter) => letter >= "a" && letter <= letterOf(answers.length - 1));
    const enough = kind === "one" ? letters.length === 1 : letters.length > 0;
    return known && enough ? letters.join("") : void 0;
  }
  function markNumber(question, given) {
    const { value, tolerance = 0, unit, feedback } = question;
    if (typeof given === "string" && isCount(question) && thousandsPoint.test(given.trim()))
      return {
        problem: \`Is the point in "\${given}" for thousands? Write it as in 12345 or 12,345.\`
      };
    const answer = typeof given === "number" ? given : readNumber(given, unit);
    if (answer === void 0 || !Number.isFinite(answer))
      return unmarked(\`Answer with one number\${unit ? \` (in \${unit})\` : ", without a unit"}\`, given);
    const isNear = (other, within) => Math.abs(answer - other) <= within + 1e-9 * Math.abs(other);
    if (isNear(value, tolerance)) return { right: true, feedback: feedback.right, answer };
    const slips = saysPercent(unit, given) ? withoutFractions(question) : feedback.slips;
    const slip = slips?.find((one) => isNear(one.value, one.tolerance ?? tolerance));
    return { right: false, feedback: slip?.say ?? feedback.wrong, answer };
  }
  var saysPercent = (unit, given) => unit === "%" && /%|per ?cent/i.test(String(given));
  function withoutFractions({ value, feedback: { slips = [] } }) {
    const all = [value, ...slips.map((slip) => slip.value)];
    const isFraction = (one) => Math.abs(one) < 1 && all.some((other) => Math.abs(100 * one - other) <= 0.01 * Math.abs(other));
    return slips.filter((slip) => !isFraction(slip.value));
  }
  var thousandsPoint = /^[+−–-]?\\s*[1-9]\\d{0,2}(\\.\\d{3})+(?![\\d.])/;
  var isCount = ({ value, tolerance = 0 }) => Number.isInteger(value) && Math.abs(value) >= 1e3 && tolerance < 1;
  function unmarked(expected, given) {
    const nothing = String(given).trim() === "";
    return { problem: nothing ? \`\${expected}.\` : \`\${expected}, got "\${given}".\` };
  }

  // quiz-call.ts
  function quizCall(address, answers) {
    const written2 = answers.map((answer) => typeof answer === "number" ? String(answer) : \`'\${answer}'\`);
    return \`await quiz(\${address}, [\${written2.join(", ")}])\`;
  }

  // quiz-comm.ts
  var quizTarget = "codebook.quiz";

  // quiz-page-kernel.ts
  function sendToKernel(form, answers, replied) {
    const kernel = documentOf(form)?.sessionContext?.session?.kernel;
    if (!kernel) return false;
    try {
      const comm = kernel.createComm(quizTarget);
      let reply;
      comm.onMsg = ({ content }) => {
        reply = content.data;
      };
      comm.onClose = () => replied(reply);
      comm.open(answers);
      return true;
    } catch {
      return false;
    }
  }
  function documentOf(form) {
    const application = Reflect.get(globalThis, "jupyterapp");
    if (!application) return void 0;
    return [...application.shell.widgets("main")].find(({ node }) => node.contains(form));
  }

  // quiz-page.ts
  function setQuizForms(page) {
    for (const form of page.querySelectorAll("form[data-codebook-quiz=waiting]")) {
      form.dataset["codebookQuiz"] = "set";
      form.querySelector("[data-plain]")?.remove();
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("keydown", (event) => event.stopPropagation());
      setForm(form);
    }
  }
  function setForm(form) {
    const quiz = readKey(form.dataset["key"] ?? "");
    const given = quiz.questions.map(() => void 0);
    form.querySelectorAll("fieldset").forEach((field, i) => {
      const question = quiz.questions[i];
      if (question === void 0) return;
      field.querySelector("button")?.addEventListener("click", () => {
        const outcome = markAnswer(question, answerIn(field, question));
        say(field, outcome);
        given[i] = "answer" in outcome ? outcome.answer : void 0;
        const answers = given.filter((answer) => answer !== void 0);
        if (answers.length === given.length) keep(form, quiz.name, answers);
        else form.querySelector("[data-keep]")?.remove();
      });
    });
  }
  function readKey(key) {
    const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  }
  function answerIn(field, { kind }) {
    const inputs = [...field.querySelectorAll("input")];
    if (kind === "number") return inputs[0]?.value ?? "";
    const letters = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    return letters.join("") || (kind === "many" ? "none" : "");
  }
  function say(field, outcome) {
    const place = field.querySelector("[role=status]");
    if (!place) return;
    const [verdict, colour] = "problem" in outcome ? ["", "#767676"] : outcome.right ? ["✓ Right. ", "#009e73"] : ["✗ Not yet. ", "#d55e00"];
    place.textContent = verdict + ("problem" in outcome ? outcome.problem : outcome.feedback);
    place.style.borderLeft = \`4px solid \${colour}\`;
  }
  function keep(form, name, answers) {
    const line = quizCall(form.dataset["address"] ?? "", answers);
    const place = keepingPlace(form);
    if (place.dataset["keep"] === line) return;
    place.dataset["keep"] = line;
    const isSent = sendToKernel(form, { name, answers }, (reply) => {
      if (place.dataset["keep"] !== line) return;
      if (reply?.kept) place.textContent = reply.message;
      else
        tell(
          place,
          \`\${reply?.message ?? "All answered."} To keep the result in your progress, run this in a cell: \`,
          line
        );
    });
    if (isSent)
      tell(place, "All answered. The kernel keeps the result as soon as it is free. If it does not: ", line);
    else tell(place, "All answered. To keep the result in your progress, run this in a cell: ", line);
  }
  function keepingPlace(form) {
    const there = form.querySelector("[data-keep]");
    if (there) return there;
    const place = form.appendChild(form.ownerDocument.createElement("p"));
    place.dataset["keep"] = "";
    place.setAttribute("role", "status");
    return place;
  }
  function tell(place, text, line) {
    place.textContent = text;
    place.appendChild(place.ownerDocument.createElement("code")).textContent = line;
  }

  // entry.ts
  setQuizForms(document);
})();`;
