#!/usr/bin/env python3
"""From a patient's raw FHIR resources to the kidney failure risk, without any of the service's code.

Reads a Bundle (or a list of resources) from a file or standard input and prints one JSON object:
  {"verdict": "scored", "risk_2y": ..., "risk_5y": ..., "egfr": ..., "uacr": ...}
  {"verdict": "ask-uacr" | "below-range" | "withheld", "why": "..."}

Arithmetic: Inker 2021 (CKD-EPI creatinine), Tangri 2016 (four variables, North America).
Usage: kfre_from_bundle.py [--today 2026-11-24] [FILE]
"""
import argparse
import datetime
import json
import math
import statistics
import sys

LOINC = "http://loinc.org"
CREATININE = {"2160-0", "38483-4", "14682-9", "59826-8", "77140-2"}
REPORTED_2021 = {"98979-8"}
URINE_ALBUMIN = {"9318-7", "14959-1", "32294-1", "30000-4", "14585-4"}

TO_MG_PER_DL = {
    "mg/dl": 1, "mg/l": 0.1, "g/l": 100,
    "umol/l": 1 / 88.42, "µmol/l": 1 / 88.42, "μmol/l": 1 / 88.42, "micromol/l": 1 / 88.42, "mmol/l": 1000 / 88.42,
}
TO_MG_PER_G = {
    "mg/g": 1, "mg/g creat": 1, "mg/g cr": 1, "mg/g{creat}": 1, "mg/g crea": 1, "mg/g creatinine": 1,
    "g/g": 1000, "g/g creat": 1000, "ug/mg": 1, "mcg/mg": 1, "mcg/mg creat": 1, "ug/mg creat": 1,
    "mg/mmol": 1 / 0.113, "mg/mmol creat": 1 / 0.113, "mg/mmol{creat}": 1 / 0.113, "g/mol": 1 / 0.113,
}
PLAUSIBLE_CREATININE = (0.1, 30)
PLAUSIBLE_URINE_ALBUMIN = (0, 30000)

DIALYSIS = {"46177005", "236435004", "105502003", "714152005", "265764009", "302497006", "71192002", "N18.6", "Z99.2"}
TRANSPLANT = {"70536003", "737295003", "161665007", "236436003", "Z94.0", "175901007", "175902000"}
PREGNANCY = {"77386006", "72892002", "47200007", "16356006", "Z33.1"}


def codes(concept, system=None):
    return {c.get("code") for c in (concept or {}).get("coding", []) if system is None or c.get("system") == system}


def day(text):
    return datetime.date.fromisoformat(text[:10]) if text and len(text) >= 10 else None


def years(birth, on):
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def ckd_epi_2021(creatinine, age, male):
    kappa, alpha = (0.9, -0.302) if male else (0.7, -0.241)
    ratio = creatinine / kappa
    egfr = 142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.200 * 0.9938 ** age
    return egfr if male else egfr * 1.012


def kfre(age, male, egfr, uacr):
    lp = (-0.2201 * (age / 10 - 7.036) + 0.2467 * ((1 if male else 0) - 0.5642)
          - 0.5567 * (egfr / 5 - 7.222) + 0.451 * (math.log(uacr) - 5.137))
    return 1 - 0.975 ** math.exp(lp), 1 - 0.924 ** math.exp(lp)


def values(resources, wanted, factors, plausible, today):
    """Dated numbers in one unit, newest first; and what was there but could not be read."""
    good, bad = [], []
    for r in resources:
        if r.get("resourceType") != "Observation" or not codes(r.get("code"), LOINC) & wanted:
            continue
        if r.get("status") in ("entered-in-error", "cancelled"):
            continue
        when = r.get("effectiveDateTime") or r.get("effectiveInstant") or (r.get("effectivePeriod") or {}).get("end")
        date, quantity = day(when), r.get("valueQuantity") or {}
        unit = str(quantity.get("code") or quantity.get("unit") or "").lower()
        factor = factors.get(unit, factors.get(str(quantity.get("unit") or "").lower()) if not quantity.get("code") else None)
        number = quantity.get("value")
        usable = (date and date <= today and r.get("status") in ("final", "amended", "corrected")
                  and isinstance(number, (int, float)) and not isinstance(number, bool)
                  and not quantity.get("comparator") and not r.get("dataAbsentReason") and factor is not None)
        if usable and plausible[0] < number * factor <= plausible[1]:
            good.append((when, date, number * factor))
        else:
            bad.append((date, r.get("id")))
    good.sort(key=lambda v: (v[1], v[0]), reverse=True)
    return good, bad


def present(resources, wanted, today, history=False, within=None):
    for r in resources:
        if r.get("resourceType") == "Condition":
            if codes(r.get("verificationStatus")) & {"refuted", "entered-in-error"}:
                continue
            if not history and codes(r.get("clinicalStatus")) & {"inactive", "resolved", "remission"}:
                continue
            if codes(r.get("code")) & wanted:
                return True
        if r.get("resourceType") == "Procedure" and r.get("status") not in (
                "not-done", "entered-in-error", "preparation", "cancelled", "aborted"):
            when = day(r.get("performedDateTime") or (r.get("performedPeriod") or {}).get("end"))
            if codes(r.get("code")) & wanted and (within is None or when is None or (today - when).days <= within):
                return True
    return False


def decide(resources, today):
    def withheld(why, verdict="withheld"):
        return {"verdict": verdict, "why": why}

    patient = next(r for r in resources if r.get("resourceType") == "Patient")
    if patient.get("deceasedDateTime") or patient.get("deceasedBoolean"):
        return withheld("deceased")
    birth, gender = day(patient.get("birthDate")), patient.get("gender")
    if birth is None or gender not in ("male", "female"):
        return withheld("birth date or gender")
    age, male = years(birth, today), gender == "male"
    if not 18 <= age <= 110:
        return withheld("age")
    if present(resources, DIALYSIS, today, within=366):
        return withheld("dialysis")
    if present(resources, TRANSPLANT, today, history=True):
        return withheld("transplant")
    if present(resources, PREGNANCY, today):
        return withheld("pregnancy")
    creatinine, _ = values(resources, CREATININE, TO_MG_PER_DL, PLAUSIBLE_CREATININE, today)
    if not creatinine or (today - creatinine[0][1]).days > 90:
        return withheld("no creatinine of the last 90 days")
    _, newest, value = creatinine[0]
    course = [(date, ckd_epi_2021(v, years(birth, date), male), v) for _, date, v in creatinine]
    egfr = ckd_epi_2021(value, age, male)
    if not egfr < 60 or not course[0][1] < 60:
        return withheld("eGFR not below 60")
    if not any((newest - date).days >= 90 and e < 60 for date, e, _ in course):
        return withheld("not chronic")
    before = [v for date, _, v in course if 7 <= (newest - date).days <= 365]
    if not before or value >= 1.5 * statistics.median(before):
        return withheld("not stable")
    if egfr < 10:
        return withheld("eGFR below 10", "below-range")
    urine, unreadable = values(resources, URINE_ALBUMIN, TO_MG_PER_G, PLAUSIBLE_URINE_ALBUMIN, today)
    year_ago = today.replace(year=today.year - 1) if (today.month, today.day) != (2, 29) else today - datetime.timedelta(366)
    recent = [v for v in urine if v[1] >= year_ago]
    if not recent:
        unusable = [b for b in unreadable if b[0] is None or b[0] >= year_ago]
        return withheld("urine albumin unusable") if unusable else withheld("no urine albumin", "ask-uacr")
    two, five = kfre(age, male, egfr, recent[0][2])
    return {"verdict": "scored", "risk_2y": two, "risk_5y": five, "egfr": egfr, "uacr": recent[0][2], "age": age}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--today", default=datetime.date.today().isoformat())
    arguments.add_argument("file", nargs="?")
    given = arguments.parse_args()
    with (open(given.file, encoding="utf-8") if given.file else sys.stdin) as source:
        document = json.load(source)
    resources = document if isinstance(document, list) else [e["resource"] for e in document.get("entry", [])]
    print(json.dumps(decide(resources, datetime.date.fromisoformat(given.today))))


if __name__ == "__main__":
    main()
