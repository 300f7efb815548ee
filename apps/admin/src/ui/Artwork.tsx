import { type BadgeArtwork, drawBadge } from '@fanfare/contracts';

export interface ArtworkProps {
  readonly artwork: BadgeArtwork;
  /** What a screen reader says; empty where the name stands beside it. */
  readonly alt?: string;
  readonly size?: number;
}

/** The picture of a badge, a level, a recognition or a challenge, drawn here from its parameters. */
export function Artwork({ artwork, alt = '', size = 64 }: ArtworkProps) {
  return <SvgPicture svg={drawBadge(artwork, alt)} alt={alt} size={size} />;
}

/** A picture that the API has drawn. */
export function SvgPicture({ svg, alt = '', size = 64 }: { svg: string; alt?: string; size?: number }) {
  return (
    <img
      className="fanfare-artwork"
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      alt={alt}
      width={size}
      height={size}
    />
  );
}
