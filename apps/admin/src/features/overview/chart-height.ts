/** Pixels; the same for the chart and for what stands in its place until it is there. */
export const chartHeight = 280;
