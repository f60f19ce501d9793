#!/bin/sh
# Police refer a family. Prints what was made: the "id" is the case.
. "$(dirname "$0")/common.sh"
sign_in police sergeant

# Persons first; their names are sealed, and a case knows them by id only.
person() {
  post /persons "{\"identity\":{\"names\":[{\"kind\":\"legal\",\"text\":\"$1\"}],\"addresses\":[],\"workplaces\":[],\"schools\":[],\"phones\":[],\"emails\":[]}}" | value id
}
victim="$(person 'Example Placeholder-One')"
violent="$(person 'Example Placeholder-Two')"
triage="$(worker_of family_safety_service)"

post /cases/referrals "{
  \"contacts\": { \"triage\": $triage },
  \"members\": [
    { \"personId\": \"$victim\", \"role\": \"adult_victim\" },
    { \"personId\": \"$violent\", \"role\": \"person_using_violence\", \"relationshipToVictim\": \"partner\" }
  ],
  \"criteria\": [\"visible_high_risk\", \"professional_judgement\"],
  \"sourceCategory\": \"police\",
  \"finding\": { \"basis\": \"tool\", \"tool\": \"crarmf\", \"score\": 3, \"level\": \"highest\" },
  \"victimAware\": \"yes\",
  \"endorsement\": { \"mode\": \"electronic\" },
  \"notes\": { \"reason\": \"Invented for an example.\" }
}"
