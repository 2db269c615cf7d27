"""What the forms of partners call the columns of registers in English, each by the whole heading."""

_DAY = r"(?:date|day)"
_COUNT = r"(?:(?:no|number|total)(?: of)? )?"
_BODY = r"(?:organi[sz]ation|institution|agency)"

IN_ENGLISH: dict[str, dict[str, str]] = {
    "cases": {
        "reference": r"(?:case|report|reference|ref|registration) (?:no|number|id|code|ref|reference)",
        "kind": r"crime|offence|(?:type of (?:case|crime|incident)|(?:case|incident) (?:type|category))",
        "reported_on": rf"{_DAY} (?:reported|received|registered|of (?:report|registration))|"
        rf"(?:report|reporting|registration) {_DAY}|reported {_DAY}",
        "happened_on": rf"{_DAY} of (?:incident|event|occurrence)|incident {_DAY}",
        "closed_on": rf"{_DAY} closed|closing {_DAY}",
        "police_stage": r"(?:case|legal|police) (?:status|stage)",
        "destination": r"destination|(?:country of destination|destination country)",
        "women": r"(?:adult (?:females?|women)|(?:female|women) adults?)(?: victims)?",
        "men": r"(?:adult (?:males?|men)|(?:male|men) adults?)(?: victims)?",
        "recruitment": r"(?:mode of )?recruitment(?: (?:mode|method))?|recruited by",
        "suspects": rf"{_COUNT}suspects",
    },
    "placements": {
        "happened_on": rf"departure {_DAY}|{_DAY} of departure",
        "destination": r"destination|(?:country of destination|destination country)",
    },
    "deaths": {
        "happened_on": rf"{_DAY} of death|died on",
        "arrived_on": rf"{_DAY} of arrival|arrival {_DAY}",
        "cause": r"cause(?: of death)?",
        "destination": r"(?:country of (?:death|destination|placement)|destination country)",
    },
    "deportations": {
        "happened_on": rf"{_DAY} of (?:deportation|arrival|return)|(?:deportation|arrival|return) {_DAY}",
        "destination": r"(?:deported from|country of destination|destination country)",
    },
    "figures": {"indicator": r"series(?: name)?|measure", "period": r"years?|months?"},
    "commitments": {
        "title": r"(?:key )?(?:actions?|action items?|activit(?:y|ies))",
        "owner": r"(?:lead|responsible|implementing) (?:agency|party|institution|organi[sz]ation)|lead",
        "indicator": r"(?:key )?(?:performance )?indicators?|kpi",
        "unit": r"units?(?: of measure)?",
        "due": rf"by when|due(?: {_DAY})?|target {_DAY}|time ?(?:line|frame)",
    },
    "activities": {
        "held_on": rf"{_DAY}|{_DAY} of (?:activity|event)|(?:activity|event) {_DAY}",
        "agency": rf"organi[sz]ers?|implementing partner|implementer|{_BODY}",
        "place": r"venue",
        "participants_women": r"(?:female|women)(?: participants)?|participants? (?:f|females?|women)",
        "participants_men": r"(?:male|men)(?: participants)?|participants? (?:m|males?|men)",
        "participants": rf"{_COUNT}participants",
        "title": r"(?:name of )?(?:activity|event)(?: name)?",
    },
    "village-teams": {
        "formed_on": rf"{_DAY} (?:formed|of decree)|decree {_DAY}",
        "reference": r"(?:(?:task force|team|village) )?decree(?: no| number)?",
        "members": rf"{_COUNT}members",
        "last_report_on": rf"(?:last|latest) report(?: {_DAY})?|{_DAY} of (?:the )?(?:last|latest) report",
    },
    "services": {
        "served": rf"{_COUNT}(?:clients?|people|persons|visitors?)(?: served)?|served",
        "days_per_document": r"days? per document",
    },
    "accounts": {
        "username": r"log ?in(?: name| id)?|user (?:name|id)|account(?: name)?",
        "role": r"permissions?|access(?: level)?|user role",
        "agency": rf"{_BODY}|office",
        "function": r"position|job title",
    },
    "agencies": {
        "name": rf"(?:name of (?:the )?)?{_BODY}(?: name)?",
        "short_name": r"acronym|abbreviation",
        "kind": r"type|(?:organi[sz]ation|agency) type",
        "mandate": r"mandate|role",
    },
}
"""By kind of file and field. A word that heads something else beside it stands here only within a phrase."""
