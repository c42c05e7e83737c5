# SPDX-License-Identifier: Apache-2.0
# What an agreement permits although it forbids hostilities.
terms test/scenarios/truce.yaml

story Blowing up mines is permitted
  given explosive_device; in Dar'a governorate; on 2017-07-20; by Northern army against Southern army
  then P1 not_violation because permitted_by

story Shelling is permitted to nobody
  given shelling; in Dar'a governorate; on 2017-07-20; by Northern army against Southern army
  then P1 violation because permitted_none

story Self-defence is permitted on a condition that nobody showed to be met
  given small_arms_fire; in Dar'a governorate; on 2017-07-20; by Southern army against Northern army
  then P1 violation because permitted_conditions
