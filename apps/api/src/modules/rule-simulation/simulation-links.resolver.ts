import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { Department, type DepartmentDirectory, departmentToGraphql } from '../departments/index.ts';
import { RuleSet, type RuleSetsReader } from '../rule-sets/index.ts';
import { SimulatedDepartment } from './simulation-outcome.types.ts';
import { RuleSimulation, SimulatedAmbassador } from './simulations.types.ts';

@Resolver(() => SimulatedAmbassador)
export class SimulatedAmbassadorResolver {
  readonly ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Whom it is about, as the reader may see them.' })
  async ambassador(@Root() of: SimulatedAmbassador, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.ambassadors.load(context, of.simulatedAmbassadorId);
  }
}

@Resolver(() => SimulatedDepartment)
export class SimulatedDepartmentResolver {
  readonly departments: DepartmentDirectory;

  constructor(departments: DepartmentDirectory) {
    this.departments = departments;
  }

  @FieldResolver(() => Department, { nullable: true, description: 'The department; null for people without one.' })
  async department(@Root() of: SimulatedDepartment, @Ctx() context: RequestContext): Promise<Department | null> {
    if (of.shownDepartmentId === null) return null;
    const record = await this.departments.load(context, of.shownDepartmentId);
    return record === undefined ? null : departmentToGraphql(record);
  }
}

@Resolver(() => RuleSimulation)
export class SimulatedRuleSetResolver {
  readonly ruleSets: RuleSetsReader;

  constructor(ruleSets: RuleSetsReader) {
    this.ruleSets = ruleSets;
  }

  @FieldResolver(() => RuleSet, { nullable: true, description: 'The version that is tried; a draft only admins see.' })
  async ruleSet(@Root() simulation: RuleSimulation, @Ctx() { viewer }: RequestContext): Promise<RuleSet | null> {
    return this.ruleSets.find(viewer, simulation.ruleSetId);
  }

  @FieldResolver(() => RuleSet, {
    nullable: true,
    description: 'The version it is compared with; null for what was in force at each time.',
  })
  async against(@Root() simulation: RuleSimulation, @Ctx() { viewer }: RequestContext): Promise<RuleSet | null> {
    return simulation.againstId === null ? null : this.ruleSets.find(viewer, simulation.againstId);
  }
}
