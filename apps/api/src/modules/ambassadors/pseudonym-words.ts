/** The grammatical gender of a German noun decides the ending of the adjective before it. */
type Gender = 'masculine' | 'feminine' | 'neuter';

export interface Animal {
  readonly german: string;
  readonly gender: Gender;
  readonly english: string;
}

export interface Adjective {
  /** Takes the strong endings -er, -e and -es without any other change. */
  readonly germanStem: string;
  readonly english: string;
}

/** Endings of an adjective that stands without an article, in the nominative singular. */
export const adjectiveEndings: Readonly<Record<Gender, string>> = { masculine: 'er', feminine: 'e', neuter: 'es' };

// The order of both lists is part of every pseudonym: a word is never moved or removed during a season, only added between seasons.
// Words are kind or neutral in both languages, also together with each other: nobody shall mind to be called so on a wall board.

const adjectiveList = `
achtsam Mindful|anmutig Graceful|aufgeweckt Bright|aufmerksam Attentive|aufrichtig Sincere|ausgeglichen Balanced
bedacht Thoughtful|begabt Gifted|begeistert Enthusiastic|beharrlich Persistent|behutsam Careful
beschwingt Breezy|besonnen Prudent|beständig Constant|bewährt Proven|bunt Colourful|charmant Charming
dankbar Grateful|edelmütig Noble|ehrlich Honest|eifrig Eager|einfallsreich Inventive|elegant Elegant|entschlossen Determined
entspannt Relaxed|erfahren Experienced|erfinderisch Resourceful|erfreut Delighted|fabelhaft Fabulous|fair Fair
fantasievoll Imaginative|feinfühlig Sensitive|feinsinnig Subtle|findig Clever|flink Nimble|fokussiert Focused|forsch Brisk
freundlich Friendly|friedlich Peaceful|fröhlich Cheerful|geduldig Patient|gelassen Calm|gemütlich Cosy
genau Precise|geschickt Skilful|gesellig Sociable|gewandt Agile|gewitzt Witty|glücklich Happy|golden Golden
großzügig Generous|gutmütig Good-natured|harmonisch Harmonious|heiter Cheery|herzlich Cordial|hilfsbereit Helpful
höflich Polite|humorvoll Humorous|interessiert Interested|klar Clear|klug Smart|kreativ Creative|kundig Knowing
künstlerisch Artistic|lebendig Lively|lebhaft Vivid|liebenswürdig Amiable|locker Easygoing|loyal Loyal|lustig Funny
mitfühlend Compassionate|munter Chipper|musikalisch Musical|mutig Brave|nachdenklich Pensive|natürlich Natural
neugierig Curious|offen Open|optimistisch Optimistic|ordentlich Tidy|pfiffig Savvy|poetisch Poetic|pünktlich Punctual
redlich Upright|robust Robust|ruhig Quiet|sachkundig Expert|sanft Gentle|schnell Speedy|schwungvoll Spirited
silbern Silver|sonnig Sunny|sorgfältig Thorough|spontan Spontaneous|sportlich Sporty|standhaft Steadfast|stilvoll Stylish
strahlend Radiant|tapfer Valiant|tatkräftig Vigorous|treu Faithful|unbeschwert Carefree
unternehmungslustig Enterprising|vergnügt Merry|verlässlich Reliable|verspielt Playful|verständnisvoll Understanding
vertrauensvoll Trusting|vielseitig Versatile|wach Awake|wachsam Watchful|warmherzig Warm-hearted|weis Wise
weitsichtig Far-sighted|wissbegierig Inquisitive|wohlwollend Benevolent|zielstrebig Purposeful
zufrieden Content|zuverlässig Dependable|zuversichtlich Confident|zuvorkommend Courteous
aufgeschlossen Receptive|besinnlich Contemplative|einfühlsam Empathetic|fortschrittlich Progressive|fürsorglich Caring
gastfreundlich Hospitable|gewissenhaft Conscientious|hoffnungsvoll Hopeful|ideenreich Ingenious|kooperativ Cooperative
lernfreudig Studious|taktvoll Tactful|umsichtig Circumspect|weltoffen Cosmopolitan|wortgewandt Eloquent`;

const animalLists: Readonly<Record<Gender, string>> = {
  masculine: `
Adler Eagle|Albatros Albatross|Biber Beaver|Bison Bison|Buchfink Chaffinch|Bussard Buzzard|Dachs Badger|Delfin Dolphin
Eisvogel Kingfisher|Elch Moose|Emu Emu|Falke Falcon|Flamingo Flamingo|Fuchs Fox|Gecko Gecko|Gepard Cheetah|Hase Hare
Hirsch Deer|Igel Hedgehog|Kiebitz Lapwing|Kiwi Kiwi|Koala Koala|Kolibri Hummingbird|Kormoran Cormorant|Kranich Crane
Lachs Salmon|Leguan Iguana|Lemur Lemur|Leopard Leopard|Löwe Lion|Luchs Lynx|Marder Marten|Marienkäfer Ladybird
Mauersegler Swift|Milan Kite|Oktopus Octopus|Otter Otter|Panda Panda|Papagei Parrot|Pelikan Pelican|Pinguin Penguin
Pirol Oriole|Puma Puma|Reiher Heron|Salamander Salamander|Schmetterling Butterfly|Schwan Swan|Seehund Seal
Seestern Starfish|Specht Woodpecker|Sperling Sparrow|Rabe Raven|Steinbock Ibex|Stieglitz Goldfinch|Storch Stork
Tapir Tapir|Tiger Tiger|Tukan Toucan|Waschbär Raccoon|Wombat Wombat|Zaunkönig Wren|Zeisig Siskin`,
  feminine: `
Ameise Ant|Amsel Blackbird|Antilope Antelope|Bachstelze Wagtail|Biene Bee|Dohle Jackdaw|Drossel Thrush|Eiderente Eider
Eidechse Lizard|Ente Duck|Eule Owl|Forelle Trout|Gämse Chamois|Gazelle Gazelle|Giraffe Giraffe|Grille Cricket
Haselmaus Dormouse|Hummel Bumblebee|Katze Cat|Krabbe Crab|Lerche Lark|Libelle Dragonfly|Möwe Gull|Nachtigall Nightingale
Rohrdommel Bittern|Schildkröte Tortoise|Schwalbe Swallow|Seeschwalbe Tern|Taube Dove|Wachtel Quail|Zikade Cicada`,
  neuter: `
Alpaka Alpaca|Chamäleon Chameleon|Dromedar Dromedary|Eichhörnchen Squirrel|Erdmännchen Meerkat|Fohlen Foal
Glühwürmchen Firefly|Gürteltier Armadillo|Hermelin Stoat|Kaninchen Rabbit|Känguru Kangaroo|Lama Llama|Lamm Lamb
Murmeltier Marmot|Okapi Okapi|Perlhuhn Guineafowl|Pferd Horse|Pony Pony|Rebhuhn Partridge|Kitz Fawn|Rentier Reindeer
Rotkehlchen Robin|Schnabeltier Platypus|Schneehuhn Ptarmigan|Seepferdchen Seahorse|Streifenhörnchen Chipmunk|Zebra Zebra`,
};

function wordPairs(list: string): readonly (readonly [german: string, english: string])[] {
  return list.split(/[|\n]/).flatMap((pair) => {
    const [german, english] = pair.trim().split(' ');
    return german && english ? [[german, english] as const] : [];
  });
}

export const adjectives: readonly Adjective[] = wordPairs(adjectiveList).map(([germanStem, english]) => ({
  germanStem,
  english,
}));

export const animals: readonly Animal[] = (['masculine', 'feminine', 'neuter'] as const).flatMap((gender) =>
  wordPairs(animalLists[gender]).map(([german, english]) => ({ german, gender, english })),
);
