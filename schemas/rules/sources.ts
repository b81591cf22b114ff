/** Publications that several rules come from. */
export const NHS_WRITING = {
  name: 'NHS digital service manual, how we write',
  url: 'https://service-manual.nhs.uk/content/how-we-write',
}
export const NHS_LITERACY = {
  name: 'NHS digital service manual, health literacy',
  url: 'https://service-manual.nhs.uk/content/health-literacy',
}
export const NHS_A_TO_Z = {
  name: 'NHS digital service manual, A to Z of NHS health writing',
  url: 'https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing',
}
export const NHS_CARE_CARDS = {
  name: 'NHS digital service manual, help users decide when and where to get care',
  url: 'https://service-manual.nhs.uk/design-system/patterns/help-users-decide-when-and-where-to-get-care',
}
export const NHS_REVIEW_DATE = {
  name: 'NHS digital service manual, know that a page is up to date',
  url: 'https://service-manual.nhs.uk/design-system/patterns/know-that-a-page-is-up-to-date',
}
export const FTC_HEALTH = {
  name: 'FTC, Health Products Compliance Guidance, December 2022',
  url: 'https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance',
}
export const DISCERN = {
  name: 'DISCERN, quality criteria for consumer health information',
  url: 'https://www.discern.org.uk/quick_reference_guide.php',
}

/** The source of a rule of our own: why there is one. */
export const ours = (reason: string) => ({name: `Foramen: ${reason}`})
