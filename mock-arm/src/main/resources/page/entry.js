/** What a journal entry means. */

let texts = {};
let kinds = [];

export function setAnswers(answers) {
  texts = answers.texts ?? {};
  kinds = answers.faults;
}

/** The answer and the fault of a step in its text form, such as service-locked+delay:2s. */
export function stepOf(scripted) {
  const plus = scripted.indexOf("+");
  if (plus >= 0) {
    return { answer: scripted.slice(0, plus), fault: scripted.slice(plus + 1) };
  }
  return kinds.includes(scripted.split(/[@:]/)[0])
    ? { answer: "accepted", fault: scripted }
    : { answer: scripted, fault: null };
}

export const hasFault = entry => entry.scripted != null && stepOf(entry.scripted).fault != null;
export const isAccepted = entry => entry.status < 400;

/** The error code of the answer, as far as the entry tells. */
export function codeOf(entry) {
  if (entry.code) {
    return entry.code;
  }
  if (entry.scripted) {
    const { answer } = stepOf(entry.scripted);
    return texts[answer]?.code ?? (answer.endsWith(" inline") ? "Inline answer" : answer);
  }
  if (isAccepted(entry)) {
    return entry.status === 202 ? "Accepted" : "";
  }
  const codes = new Set(Object.values(texts).filter(text => text.status === entry.status).map(text => text.code));
  return codes.size === 1 ? [...codes][0] ?? "" : "";
}

export const answeredBy = entry =>
  entry.refusedBy ? `check ${entry.refusedBy}` : entry.scripted ? `step ${entry.scripted}` : "";

/** The ARM id in the path, as a key. */
export const resourceKey = path => path.split("?")[0].replace(/\/reconnect\/?$/i, "").toLowerCase();

/** Returns a test for the filters of the journal. */
export function matcher(text, status) {
  const wanted = text.trim().toLowerCase();
  const byStatus = {
    all: () => true,
    accepted: isAccepted,
    refused: entry => !isAccepted(entry),
    faults: hasFault,
  }[status] ?? (entry => entry.status === Number(status));
  return entry => byStatus(entry) && (!wanted || searched(entry).includes(wanted));
}

const searched = entry =>
  [
    entry.method, entry.target, entry.backend, entry.status, codeOf(entry), entry.refusedBy, entry.reason,
    entry.scripted, entry.outcome, entry.clientRequestId, entry.requestId, entry.body,
    ...Object.entries(entry.headers ?? {}).flat(),
  ].join("\n").toLowerCase();
