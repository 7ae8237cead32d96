"""Where each field of a portal record goes, and why some have no place."""

from __future__ import annotations

from tthc_audit.importers.ledger import Fate

_ID = Fate(why="internal_id")
_COPY = Fate(why="copy")
_ROLES = {
    "Executing": "agencies.implementing",
    "Authority": "agencies.competent, agencies.x-also-competent",
    "Authorized": "agencies.delegated",
    "Coordinating": "agencies.coordinating",
}
KEPT_AS_IS = {
    "state": "state",
    "type": "type",
    "formalityType": "formality_type",
    "formalityTargetType": "formality_target_type",
    "isInternal": "is_internal",
    "isVertical": "is_vertical",
    "isOtherAgency": "is_other_agency",
    "isUndetermined": "is_undetermined",
    "isFullProcess": "is_full_process",
    "isOfflineOnly": "is_offline_only",
    "isSharedService": "is_shared_service",
    "isNonTerritorial": "is_non_territorial",
    "keywords": "keywords",
    "note": "note",
    "serviceGroupsDetails": "service_groups",
    "departmentPromulgateName": "promulgated_by",
    "departmentPromulgateCode": "promulgated_by_code",
    "procedureRelatedGroup": "related_group",
    "departmentDetails": "department_details",
    "targetObjects": "target_objects",
    "profileComponents": "profile_components",
    "fees": "fees",
    "returningMethods": "returning_methods",
    "decisionNo": "decision_no",
    "createdAt": "created_on",
    "updatedAt": "updated_on",
}
"""Fields without a place in our format: kept under ``x-portal``, by the name there."""

FATES: dict[str, Fate] = {
    "id": _ID,
    "code": Fate("code"),
    "codeNotation": Fate("x-portal.code_notation", "copy_unless_differs"),
    "name": Fate("name"),
    "description": Fate("x-portal.description", "copy_unless_differs"),
    "requirementsAndConditions": Fate("conditions"),
    "executionSteps[].name": Fate("x-sequence-text"),
    "executionSteps[].description": Fate("x-sequence-text"),
    "executionMethods[].submissionMethod": Fate("channels[].kind"),
    "executionMethods[].processingTime": Fate("channels[].time_limit"),
    "executionMethods[].processingTimeUnit": Fate("channels[].time_limit"),
    "executionMethods[].description": Fate("channels[].x-description"),
    "executionMethods[].fees[].type": Fate("channels[].fees[].kind"),
    "executionMethods[].fees[].value": Fate("channels[].fees[].amount_vnd, channels[].fees[].text"),
    "executionMethods[].fees[].description": Fate("channels[].fees[].text"),
    "executionMethods[].fees[].currencyId": Fate("channels[].fees[].x-currency", "only_foreign"),
    "executionMethods[].fees[].currencyName": Fate("channels[].fees[].x-currency", "only_foreign"),
    "executionMethods[].fees[].attachment.fileName": Fate("channels[].fees[].x-attachment"),
    "executionMethods[].fees[].attachment.fileId": _ID,
    "executionCases[].name": Fate(
        "documents[].condition, documents[].handling, documents[].x-heading, x-notes[].under"
    ),
    "executionCases[].profileComponents[].name": Fate("documents[].name, x-notes[].text"),
    "executionCases[].profileComponents[].code": Fate("documents[].x-code", "not_of_notes"),
    "executionCases[].profileComponents[].originalQty": Fate("documents[].originals", "not_of_notes"),
    "executionCases[].profileComponents[].copyQty": Fate("documents[].copies", "not_of_notes"),
    "executionCases[].profileComponents[].hasElectronicForm": Fate("documents[].x-electronic-form", "only_true"),
    "executionCases[].profileComponents[].isProcessingResult": Fate("documents[].x-processing-result", "only_true"),
    "executionCases[].profileComponents[].required": Fate(why="always_false"),
    "executionCases[].profileComponents[].source": Fate(why="always_empty"),
    "executionCases[].profileComponents[].profileComponentId": _ID,
    "executionCases[].profileComponents[].attachments[].fileName": Fate("documents[].form"),
    "executionCases[].profileComponents[].attachments[].id": _ID,
    "executionCases[].profileComponents[].attachments[].bucketName": _ID,
    "executionCases[].profileComponents[].attachments[].filePath": _ID,
    "isMinistry": Fate("levels"),
    "isProvince": Fate("levels"),
    "isWard": Fate("levels"),
    "categoriesDetails[].name": Fate("field, x-portal.more_fields"),
    "categoriesDetails[].code": Fate("x-portal.field_codes"),
    "categoriesDetails[].id": _ID,
    "category": _COPY,
    "legalBasisesDetails[].code": Fate("legal_basis[].document"),
    "legalBasisesDetails[].name": Fate("legal_basis[].x-name"),
    "legalBasisesDetails[].id": _ID,
    "resultsDetails[].name": Fate("results[].name"),
    "resultsDetails[].code": Fate("results[].x-code"),
    "resultsDetails[].id": _ID,
    "subjectTypesDetails[].name": Fate("applicants[].name"),
    "subjectTypesDetails[].code": Fate("applicants[].x-code"),
    "subjectTypesDetails[].id": _ID,
    "cases[].name": Fate("cases[].name"),
    "cases[].code": Fate("cases[].code"),
    "cases[].processingDay.qty": Fate("cases[].time_limit"),
    "cases[].processingDay.type": Fate("cases[].time_limit"),
    "cases[].profileComponents": Fate("cases[].x-papers"),
    "cases[].id": _ID,
    "executingAgencies": Fate("agencies.x-executing-text", "copy_unless_differs"),
    "delegatedAgencies": Fate("agencies.x-authority-text", "copy_unless_differs"),
    "authorizedAgencies": Fate("agencies.x-authorized-text", "copy_unless_differs"),
    "coordinatingAgencies": Fate("agencies.x-coordinating-text", "copy_unless_differs"),
    "dossierReceivingAddresses": Fate("agencies.x-receiving-address"),
    "departmentPromulgateId": _ID,
    "procedureProposal.proposalNumber": Fate("decisions[].number"),
    "procedureProposal.decisionDate": Fate("decisions[].signed_on"),
    "procedureProposal.publicationDate": Fate("published[].last_update_on"),
    "procedureProposal.decisionNumber": Fate("decisions[].x-decision-number"),
    "procedureProposal.proposalType": Fate("decisions[].role"),
    "procedureProposal.issuingAgency.name": Fate("decisions[].x-issuer"),
    "procedureProposal.issuingAgency.id": _ID,
    "procedureProposal.id": _ID,
    **{f"{name}Ids": _ID for name in ("category", "serviceGroup", "legalBasis", "result", "subjectType")},
    **{source: Fate(f"x-portal.{ours}") for source, ours in KEPT_AS_IS.items()},
}
for _role, _place in _ROLES.items():
    for _kind in ("department", "unitGroup"):
        FATES[f"{_kind}{_role}Ids"] = _ID
        FATES[f"{_kind}s{_role}[].name"] = Fate(_place)
        FATES[f"{_kind}s{_role}[].code"] = Fate("agencies.json x-codes")
        FATES[f"{_kind}s{_role}[].id"] = _ID

NOT_COVERED = ("dossier_sets", "forms")
"""Components of the law for which a portal record has no field: forms appear only as files attached to papers."""
