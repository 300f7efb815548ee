/** Why a server could not start, in one line that says what to do about it. Unknown problems keep their stack. */
export function startupProblem(error: unknown): string {
  const { code, port, message, stack } = error as Partial<NodeJS.ErrnoException> & { readonly port?: number };
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another process; end that, or set PORT to a free one.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this account; set PORT to one above 1023.`;
    case 'ECONNREFUSED':
      return 'PostgreSQL does not answer at DATABASE_URL; start it, or correct the address.';
    case 'ENOTFOUND':
      return 'The host in DATABASE_URL is unknown; correct the address.';
    case '28P01':
    case '28000':
      return 'PostgreSQL refuses the user or password in DATABASE_URL.';
    case '3D000':
      return 'The database in DATABASE_URL does not exist; create it first.';
    default:
      return stack ?? message ?? String(error);
  }
}
