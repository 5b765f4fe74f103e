/** What a journal entry means. */

let texts = {};
let faults = [];

export function setAnswers(answers) {
	({ texts = {}, faults } = answers);
}

/** The answer and the fault of a step in its text form, such as service-locked+delay:2s. */
export function stepOf(scripted) {
	const [answer, ...fault] = scripted.split("+");
	return fault.length === 0 && faults.includes(answer.split(/[@:]/)[0])
		? { answer: "accepted", fault: answer }
		: { answer, fault: fault.join("+") };
}

export const hasFault = entry => Boolean(entry.scripted && stepOf(entry.scripted).fault);
export const isAccepted = entry => entry.status < 400;

/** The error code of the answer, if known. */
export function codeOf(entry) {
	if (entry.code || entry.status === 202) {
		return entry.code ?? "Accepted";
	}
	if (entry.scripted) {
		const { answer } = stepOf(entry.scripted);
		return texts[answer]?.code ?? (answer.endsWith(" inline") ? "inline answer" : answer);
	}
	return "";
}

export const answeredBy = ({ refusedBy, scripted }) =>
	refusedBy ? `check ${refusedBy}` : scripted ? `step ${scripted}` : "";

/** Returns a test for the filters of the journal. */
export function matcher(text, status) {
	const wanted = text.trim().toLowerCase();
	const byStatus = {
		all: () => true,
		accepted: isAccepted,
		refused: entry => !isAccepted(entry),
		faults: hasFault,
	}[status] ?? (entry => entry.status === Number(status));
	// Escaped like the JSON it is searched in.
	const escaped = JSON.stringify(wanted).slice(1, -1);
	return entry => byStatus(entry) && (!wanted || `${JSON.stringify(Object.values(entry))} ${codeOf(entry)}`.toLowerCase().includes(escaped));
}
