# SPDX-License-Identifier: Apache-2.0
# What the cease-fire in south-west Syria says of single incidents. It bound the government, its allies and the armed
# opposition in Dar'a, Quneitra and As-Suwayda from noon of 9 July 2017 in Damascus (09:00 UTC) to 6 July 2018.
# The form of a story: story.hpp.
terms examples/south-west-syria-2017

story Shelling between the two sides in the zone is a violation
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition
  then P1 violation

story Air attacks are forbidden twice
  given air_attack; with helicopter; in Dar'a governorate; on 2017-07-20; by Government of Syria against Armed opposition
  then P1 violation
  then P2 violation

# ---- when

story The last second before entry into force is not covered
  given shelling; in Dar'a governorate; at 2017-07-09T08:59:59Z; between Government of Syria and Armed opposition
  then P1 not_violation because time_before

story The second of entry into force is covered
  given shelling; in Dar'a governorate; at 2017-07-09T09:00:00Z; between Government of Syria and Armed opposition
  then P1 violation

story Of an incident of that day without an hour half lies after noon
  given shelling; in Dar'a governorate; on 2017-07-09; between Government of Syria and Armed opposition
  then P1 possible 0.5 because time_partly

story After the end of the agreement nothing is forbidden any more
  given shelling; in Dar'a governorate; on 2018-07-10; between Government of Syria and Armed opposition
  then P1 not_violation because time_after

story Of an incident without a date nobody can tell
  given shelling; in Dar'a governorate; between Government of Syria and Armed opposition
  then P1 possible 0.5 because time_unknown

# ---- where

story Outside the zone it is not a violation
  given shelling; in Homs governorate; on 2017-07-20; between Government of Syria and Armed opposition
  then P1 not_violation because place_outside

story A point inside the outline is in the zone
  given shelling; within 1 km of 32.62 36.10; on 2017-07-20; between Government of Syria and Armed opposition
  then P1 violation because place_inside

story A place known only as Syria is most likely elsewhere
  given shelling; in Syria; on 2017-07-20; between Government of Syria and Armed opposition
  then P1 possible because place_coarse

story A named governorate goes before the point that stands for it
  given shelling; in Dar'a governorate; within 1 km of 33.51 36.29; on 2017-07-20; between Government of Syria and Armed opposition
  then P1 violation because place_named

story Judged by geometry, the point decides against the name
  given shelling; in Dar'a governorate; within 1 km of 33.51 36.29; on 2017-07-20; between Government of Syria and Armed opposition
  when places are judged by geometry
  then P1 not_violation because place_outside_by

# ---- who

story The Islamic State is outside the truce
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Islamic State
  then P1 not_violation because carve_out_applies

story Who fights beside the Islamic State may still be covered
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Islamic State, Armed opposition
  then P1 possible 0.5 because carve_out_beside

story Who is not a party is not bound
  given air_attack; with aircraft; in Quneitra governorate; on 2017-07-20; by Israel against Government of Syria
  then P1 not_violation because actors_not_bound
  then P2 not_violation because actors_not_bound

story When only the victim is named, who did it may be bound or not
  given shelling; in Dar'a governorate; on 2017-07-20; against Armed opposition
  then P1 possible 0.5 because actors_half_known

# ---- what

story Firing at an exercise is no hostility
  given live_fire_exercise; in Dar'a governorate; on 2017-07-20; by Government of Syria against Armed opposition
  then P1 not_violation because act_exercise
  then P2 not_violation because act_exercise

story An advance that nobody saw cross the line may have crossed it
  given advance; in Dar'a governorate; on 2017-07-20; by Government of Syria against Armed opposition
  then P3 possible 0.5 because act_across

story A protest has nothing to do with the agreement
  given protest; in Dar'a governorate; on 2017-07-20
  then nothing

# ---- what became known later

story A correction takes the place of what was said first
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition; recorded 2017-07-25
  when corrected on 2017-08-15 to shelling; in Homs governorate; on 2017-07-20; between Government of Syria and Armed opposition
  then P1 not_violation because place_outside

story As known before the correction it still is a violation
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition; recorded 2017-07-25
  when corrected on 2017-08-15 to shelling; in Homs governorate; on 2017-07-20; between Government of Syria and Armed opposition
  when asked as known on 2017-08-01
  then P1 violation

story Before anything was recorded there is nothing to find
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition; recorded 2017-07-25
  when asked as known on 2017-07-22
  then nothing

story What was retracted is gone
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition; recorded 2017-07-25
  when retracted on 2017-08-15
  then nothing

story What was refuted stays, and says so
  given shelling; in Dar'a governorate; on 2017-07-20; between Government of Syria and Armed opposition; recorded 2017-07-25
  when found refuted on 2017-08-15
  then P1 not_violation because standing_refuted

story What the Islamic State admits to is doubtful as a violation by others
  given shelling; in Dar'a governorate; on 2017-07-20; against Armed opposition; recorded 2017-07-25
  when attributed to Islamic State on 2017-08-15
  then P1 possible because carve_out_attributed
