/** What people of the demo agree to when they join. */
export const consent = {
  version: '2026-09',
  german: [
    'Ich mache freiwillig bei Halvenstein Stimmen mit und kann das Programm jederzeit verlassen.',
    'Halvenstein speichert dafür meinen Namen, meine Abteilung, meine Profile und welche Beiträge ich dem Programm gemeldet habe, nicht deren Text.',
    'Auf Ranglisten erscheine ich so, wie ich es wähle: mit Namen, unter Pseudonym oder gar nicht.',
  ].join('\n\n'),
  english: [
    'I take part in Halvenstein Stimmen of my own free will and can leave the programme at any time.',
    'For it, Halvenstein stores my name, my department, my profiles and which posts I reported to the programme, but not their text.',
    'On leaderboards I appear as I choose: by name, under a pseudonym, or not at all.',
  ].join('\n\n'),
} as const;
