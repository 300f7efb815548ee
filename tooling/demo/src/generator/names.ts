import { type Randomness, randomnessOf, type Weighted } from './randomness.ts';

type Words = readonly [string, ...string[]];

interface Origin {
  readonly given: Words;
  readonly family: Words;
}

const words = (text: string): Words => {
  const [first = '', ...rest] = text.split(' ');
  return [first, ...rest];
};

const origin = (given: string, family: string): Origin => ({ given: words(given), family: words(family) });

const german = origin(
  'Annika Jonas Friederike Malte Silke Torben Greta Henrik Mareike Lennart Wiebke Anselm Judith Bastian Carla Veit Ronja Konrad Imke Falk',
  'Rehwald Brandes Ohlmeier Kesselring Tiedjen Wiechmann Aldinger Sommerkamp Hagedorn Lüttich Grothe Vossberg Pfisterer Eickhorst Manthey',
);

const others: Weighted<Origin> = [
  [origin('Elif Murat Zeynep Emre Defne Kaan Aylin Tolga', 'Yıldırım Aksoylu Demirtaş Karadağ Özkaya Şentürk'), 12],
  [origin('Jolanta Paweł Agnieszka Tomasz Kinga Marek', 'Wieczorek Zalewska Borowik Gawron Sikora'), 9],
  [origin('Layla Karim Nour Samir Rania Yusuf', 'Haddad Khoury Al-Masri Nassar Barakat'), 8],
  [origin('Linh Minh Thuy Quang Mai Duc', 'Tran-Vo Phung Dang Luong Trinh'), 5],
  [origin('Priya Arjun Meera Rohan Ananya Vikram', 'Raghunath Deshmukh Iyer Chaudhari Menon'), 8],
  [origin('Lucía Mateo Inés Álvaro Pilar Rafael', 'Quiroga Valdés Montoya Requena Izaguirre'), 5],
  [origin('Chiara Lorenzo Giulia Davide Elisa', 'Bellandi Fontanesi Marchetti Tornatore Zanotti'), 6],
  [origin('Adaeze Chinedu Folake Tunde Ngozi', 'Okonjo Adeyinka Eze Balogun Nwachukwu'), 4],
  [origin('Oksana Dmytro Iryna Taras Halyna', 'Kovalchuk Bondarenko Lysenko Hrytsak Melnyk'), 7],
  [origin('Eleni Nikos Ioanna Stelios', 'Karavas Petridou Samaras Vlachou'), 4],
  [origin('Inês Tiago Catarina Duarte', 'Figueira Salgado Tavares Mourão'), 3],
  [origin('Camille Bastien Élodie Mathis', 'Delorme Garnier Lefebvre Rousselet'), 3],
  [origin('Ji-woo Min-seo Seo-jun Ha-eun', 'Baek Noh Seong Yoon'), 2],
  [origin('Astrid Sven Ingrid Mikkel', 'Lindqvist Solberg Dahlgaard Nyström'), 3],
  [origin('Maja Luka Ivana Nemanja Senad', 'Horvatić Petrović Babić Kovačić Hodžić'), 6],
];

const drawOrigin = (randomness: Randomness): Origin => (randomness.chance(0.55) ? german : randomness.mixture(others));

/** An invented name. One in seven has a given name of one origin and a family name of another; a few carry both family names. */
export function nameOf(key: string): string {
  const randomness = randomnessOf(key);
  const ofGiven = drawOrigin(randomness);
  const ofFamily = randomness.chance(1 / 7) ? drawOrigin(randomness) : ofGiven;
  const family = randomness.pick(ofFamily.family);
  const joined = randomness.pick(german.family);
  const isDouble = randomness.chance(0.04) && !family.includes('-') && joined !== family;
  return `${randomness.pick(ofGiven.given)} ${isDouble ? `${family}-${joined}` : family}`;
}

/** A handle for a name: lower case, ASCII, with a number that keeps namesakes apart. */
export function handleOf(name: string, number: number): string {
  const folded = name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9 ]/g, '');
  return `${folded.replaceAll(' ', '.')}.${number}`;
}
