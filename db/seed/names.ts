const words = (text: string) => text.trim().split(/\s+/);

export const firstNames = words(`
  Malin Jonas Aoife Tomasz Priya Arjun Lucía Mateo Yuki Haruto Linh Minh Amara Chidi Zanele Sipho Fatima Omar Leila
  Darius Elif Emre Ingrid Søren Freya Björn Katarzyna Paweł Zsófia Bence Ana João Beatriz Thiago Camila Nicolás Valentina
  Joaquín Chloé Étienne Margaux Théo Giulia Lorenzo Elena Marko Ivana Dragan Oksana Taras Daria Nikolai Mirela Radu
  Despina Nikos Noa Eitan Yael Rania Karim Salma Youssef Adaeze Kwame Efua Abena Tendai Wanjiru Kamau Siti Budi Dewi
  Putri Mei Jian Xin Wei Hana Jiwoo Minseo Somchai Malee Ravi Ananya Kavya Rohan Ishaan Meera Nadia Imran Ayesha Hassan
  Grace Oliver Hannah Declan Niamh Callum Isla Rhys Carys Tove Aino Eero Kaisa Mika Liis Janis Ruta Tomas
`);

export const lastNames = words(`
  Lindqvist Halloran Wiśniewski Raghavan Ortega Nakashima Tanabe Nguyen-Thi Okonjo Adeyemi-Cole Mokoena Khumalo Haddad
  Rostami Yıldırım Karadağ Solberg Mikkelsen Ståhlberg Nowicki Zielińska Szabados Kerekes Figueira Carvalhal Monteverde
  Quiroga Belmonte Fauchard Delacroix Moreau-Petit Rossetti Bellandi Kovačević Jurić Petrenko Shevchuk Volkonsky Ionescu
  Văcărescu Papadakis Stavrou Ben-Avi Levitan El-Sayed Benhaddou Asante Boateng Moyo Chikowore Wambui Otieno Santoso
  Wijaya Lim-Tan Zhou Huang Fujimoto Kitagawa Seo Baek Suwannarat Iyer Krishnaswamy Deshmukh Chaudhary Qureshi Siddiqui
  Whitcombe Ashdown Carrigan Kinsella McAllister-Byrne Drummond Llewellyn Prothero Virtanen Korhonen Tamm Kalniņš
  Jankauskas Vandenberghe Claes Hoogland Zuiderveld Brandstätter Oberhofer Steinbrück Grünwald Haugen Ravndal Thorsson
  Sigurdsdóttir Castellanos Ibarra Villaseñor Pacheco Amaral Teixeira Ndlovu Mbeki-Ross Traoré Diallo Sissoko Rahimi
  Azizi Nazari Tashkentov Bekova Dorji Gurung Thapa Perera Wickramasinghe Fonseka Tuilagi Ngata Parata
`);

/** Given to the first people of the sample world: a table has to bear them. */
export const longNames = [
  "Maria Fernanda de Albuquerque Cavalcanti e Vasconcelos-Montenegro",
  "Wolfgang-Maximilian Freiherr von Hohenstein-Ellrichshausen zu Untermarchtal",
  "Andriamanantena Ratsimandresy Rakotomalala-Razafindrakoto",
  "Srinivasa Venkata Lakshmi Narasimhan Raghunathan Iyengar",
];

export const botNames = words("release nightly deploys changelog backport mirror triage labels screenshots benchmarks");

const withoutDecomposition: Record<string, string> = { ø: "o", ł: "l", ı: "i", æ: "ae", ß: "ss", đ: "d" };

/** What a company makes of a name for its managed users: mlindqvist for Malin Lindqvist. */
export function shortName(name: string): string {
  const [first = "", ...others] = name
    .toLowerCase()
    .replace(/[øłıæßđ]/g, (letter) => withoutDecomposition[letter]!)
    .normalize("NFD")
    .replace(/[^a-z ]/g, "")
    .split(" ");
  return `${first.slice(0, 1)}${others.at(-1) ?? ""}`.slice(0, 20);
}
