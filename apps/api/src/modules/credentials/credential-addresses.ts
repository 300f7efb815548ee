/** Where everything about credentials lies; these addresses stand in signed credentials and never change. */
export function addressesAt(base: string) {
  const root = `${base}/credentials`;
  return {
    key: (id: string) => `${root}/keys/${id}`,
    issuer: (programmeId: string) => `${root}/issuers/${programmeId}`,
    statusList: (programmeId: string, list: number) => `${root}/issuers/${programmeId}/status/${list}`,
    achievement: (badgeId: string, level: number) => `${root}/achievements/${badgeId}/${level}`,
    page: (key: string) => `${root}/pages/${key}`,
  };
}

export type CredentialAddresses = ReturnType<typeof addressesAt>;
