export { type Exchanging, exchangePoints, returnPoints } from './exchange-booking.ts';
export { exchangeTraces, PointsExchangeRepository } from './points-exchange.repository.ts';
export { mostPoints } from './points-exchange.service.ts';
export { createPointsExchangeSlice } from './points-exchange.slice.ts';
