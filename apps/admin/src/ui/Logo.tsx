export function Logo({ size = 28 }: { size?: number }) {
  return (
    <span className="fanfare-logo">
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0f5c63" />
        <path
          d="M6 14.2v3.6c0 .7.5 1.2 1.2 1.2H10l9.5 5.2c.7.4 1.5-.1 1.5-.9V8.7c0-.8-.8-1.3-1.5-.9L10 13H7.2c-.7 0-1.2.5-1.2 1.2Z"
          fill="#fff"
        />
        <path
          d="M24 11.5c1.7 1 2.6 2.6 2.6 4.5s-.9 3.5-2.6 4.5"
          fill="none"
          stroke="#f2b441"
          strokeWidth="2.2"
          strokeLinecap="round"
        />
      </svg>
      <span className="fanfare-logo-name">Fanfare</span>
    </span>
  );
}
