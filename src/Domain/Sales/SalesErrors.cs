using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

public static class LeadErrors
{
    public static readonly Error NotFound = new("sales.lead.not_found", ErrorKind.NotFound, "The lead does not exist.");
    public static readonly Error AlreadyOpen = new("sales.lead.already_open", ErrorKind.Conflict, "This person has a lead that is open.");
    public static readonly Error NotOpen = new("sales.lead.not_open", ErrorKind.Conflict, "The lead is not open any more.");
    public static readonly Error StatusNotAllowed = new(
        "sales.lead.status_not_allowed",
        ErrorKind.Conflict,
        "A lead ends by being lost, converted or merged, each by itself."
    );
    public static readonly Error LossReasonNotFound = new(
        "sales.lead.loss_reason_not_found",
        ErrorKind.NotFound,
        "There is no such reason, or it is not offered any more."
    );
    public static readonly Error OwnerNotFound = new("sales.lead.owner_not_found", ErrorKind.NotFound, "This person does not look after leads.");
    public static readonly Error Nobody = new("sales.lead.nobody", ErrorKind.Conflict, "Nobody can tell who the customer of this conversation is.");
    public static readonly Error NobodyNamed = new(
        "sales.lead.nobody_named",
        ErrorKind.Invalid,
        "A lead is of somebody: either name the contact, or give a name and a telephone, an e-mail, a CPF or a CNPJ."
    );
    public static readonly Error MergedWithItself = new("sales.lead.merged_with_itself", ErrorKind.Invalid, "A lead cannot be merged with itself.");
    public static readonly Error OfAnotherPerson = new("sales.lead.of_another_person", ErrorKind.Conflict, "The two leads are of different people.");
    public static readonly Error NotMerged = new("sales.lead.not_merged", ErrorKind.Conflict, "The lead was not merged.");
    public static readonly Error WasErased = new(
        "sales.lead.was_erased",
        ErrorKind.Conflict,
        "The person was anonymised; nothing more is written about them."
    );
}

public static class LeadImportErrors
{
    public static readonly Error NotFound = new("sales.lead_import.not_found", ErrorKind.NotFound, "The import does not exist.");
    public static readonly Error FileMissing = new("sales.lead_import.file_missing", ErrorKind.Invalid, "The form has no file.");
    public static readonly Error TooLarge = new(
        "sales.lead_import.too_large",
        ErrorKind.Invalid,
        "A spreadsheet may have 50 MB, 200,000 rows and 100 columns; divide it."
    );
    public static readonly Error Unreadable = new(
        "sales.lead_import.unreadable",
        ErrorKind.Invalid,
        "The file is no table in text with a header and at least one row. Save it as CSV and send that."
    );
    public static readonly Error TooManyWaiting = new(
        "sales.lead_import.too_many_waiting",
        ErrorKind.Conflict,
        "Twenty files wait to be started; start or discard some first."
    );
    public static readonly Error ColumnsInvalid = new(
        "sales.lead_import.columns_invalid",
        ErrorKind.Invalid,
        "Each column says one thing at most, and each thing is said by one column; one must say a telephone, an e-mail, a CPF or a CNPJ."
    );
    public static readonly Error NobodyNamed = new(
        "sales.lead_import.nobody_named",
        ErrorKind.Conflict,
        "No column says a telephone, an e-mail, a CPF or a CNPJ; say which one does."
    );
    public static readonly Error Started = new("sales.lead_import.started", ErrorKind.Conflict, "The import was started already.");
    public static readonly Error NotRunning = new("sales.lead_import.not_running", ErrorKind.Conflict, "The import is not under way.");
    public static readonly Error NotOver = new(
        "sales.lead_import.not_over",
        ErrorKind.Conflict,
        "The import has made nothing, or is still under way."
    );
    public static readonly Error FileGone = new("sales.lead_import.file_gone", ErrorKind.Conflict, "The file is not kept any more.");
}

public static class LeadFormErrors
{
    /// <summary>Of a link as well that is nobody's, was given anew, or whose form is switched off: the three are never told apart.</summary>
    public static readonly Error NotFound = new("sales.lead_form.not_found", ErrorKind.NotFound, "The form does not exist.");
    public static readonly Error NameTaken = new("sales.lead_form.name_taken", ErrorKind.Conflict, "Another form has this name.");
    public static readonly Error TooMany = new(
        "sales.lead_form.too_many",
        ErrorKind.Conflict,
        "The company has as many forms as there may be; use one that was switched off."
    );
    public static readonly Error Unreachable = new(
        "sales.lead_form.unreachable",
        ErrorKind.Invalid,
        "A telephone or an e-mail has to be required: nobody could answer otherwise."
    );
    public static readonly Error ChangedMeanwhile = new(
        "sales.lead_form.changed_meanwhile",
        ErrorKind.Stale,
        "Somebody changed the form since you saw it; nothing was changed. Look at it again."
    );
    public static readonly Error Changed = new(
        "sales.lead_form.changed",
        ErrorKind.Conflict,
        "The form was changed since it was shown; nothing was sent. Read it again and send it from there."
    );
    public static readonly Error AnswerMissing = new("sales.lead_form.answer_missing", ErrorKind.Invalid, "Something the form requires is not said.");
}

public static class ProductErrors
{
    public static readonly Error NotFound = new("sales.product.not_found", ErrorKind.NotFound, "The product does not exist.");
    public static readonly Error SkuTaken = new("sales.product.sku_taken", ErrorKind.Conflict, "Another product has this SKU.");
    public static readonly Error ChangedMeanwhile = new(
        "sales.product.changed_meanwhile",
        ErrorKind.Conflict,
        "The product was changed since it was read; nothing was saved. Read it again and make the change from there."
    );
    public static readonly Error ImageMissing = new("sales.product.image_missing", ErrorKind.Invalid, "The form has no picture.");
    public static readonly Error ImageNotFound = new(
        "sales.product.image_not_found",
        ErrorKind.NotFound,
        "There is no such picture of this product."
    );
    public static readonly Error ImageNotAPicture = new(
        "sales.product.image_not_a_picture",
        ErrorKind.Invalid,
        "The file is not a PNG or JPEG picture, whatever its name says."
    );
    public static readonly Error ImageTooLarge = new(
        "sales.product.image_too_large",
        ErrorKind.Invalid,
        "A picture may have 1 MB and 2048 pixels on each side."
    );
    public static readonly Error TooManyImages = new(
        "sales.product.too_many_images",
        ErrorKind.Conflict,
        $"A product has at most {Product.MostImages} pictures; remove one first."
    );
    public static readonly Error OrderIncomplete = new(
        "sales.product.order_incomplete",
        ErrorKind.Conflict,
        "The order does not name each of the product's pictures once; read them again."
    );
}

public static class ProductCategoryErrors
{
    public static readonly Error NotFound = new("sales.product_category.not_found", ErrorKind.NotFound, "The category does not exist.");
    public static readonly Error NameTaken = new("sales.product_category.name_taken", ErrorKind.Conflict, "Another category has this name.");
    public static readonly Error InUse = new("sales.product_category.in_use", ErrorKind.Conflict, "Products are in this category; move them first.");
    public static readonly Error TooMany = new("sales.product_category.too_many", ErrorKind.Conflict, "A company has at most 500 categories.");
}

public static class ProductImportErrors
{
    public static readonly Error FileMissing = new("sales.product_import.file_missing", ErrorKind.Invalid, "The form has no spreadsheet.");
    public static readonly Error TooLarge = new("sales.product_import.too_large", ErrorKind.Invalid, "A spreadsheet may have 2 MB and 5,000 rows.");
    public static readonly Error Unreadable = new(
        "sales.product_import.unreadable",
        ErrorKind.Invalid,
        "The file is not a spreadsheet saved as text (CSV)."
    );
    public static readonly Error HeaderUnknown = new(
        "sales.product_import.header_unknown",
        ErrorKind.Invalid,
        "The first line has to name the columns, each once: the SKU and at least one more that is known."
    );
}

public static class PipelineErrors
{
    public static readonly Error NotFound = new("sales.pipeline.not_found", ErrorKind.NotFound, "The pipeline does not exist.");
    public static readonly Error NameTaken = new("sales.pipeline.name_taken", ErrorKind.Conflict, "Another pipeline has this name.");
    public static readonly Error TooMany = new(
        "sales.pipeline.too_many",
        ErrorKind.Conflict,
        "The company has as many pipelines as there may be; use one that was switched off."
    );
    public static readonly Error HasOpportunities = new(
        "sales.pipeline.has_opportunities",
        ErrorKind.Conflict,
        "The pipeline has open opportunities; move them to another first."
    );
    public static readonly Error IsLast = new("sales.pipeline.is_last", ErrorKind.Conflict, "One pipeline stays: without any nothing can be sold.");
}

public static class PipelineStageErrors
{
    public static readonly Error NotFound = new("sales.stage.not_found", ErrorKind.NotFound, "The stage does not exist, or is switched off.");
    public static readonly Error NameTaken = new("sales.stage.name_taken", ErrorKind.Conflict, "Another stage of this pipeline has this name.");
    public static readonly Error TooMany = new(
        "sales.stage.too_many",
        ErrorKind.Conflict,
        "The pipeline has as many stages as there may be; use one that was switched off."
    );
    public static readonly Error HasOpportunities = new(
        "sales.stage.has_opportunities",
        ErrorKind.Conflict,
        "The stage has open opportunities; say to which stage they go."
    );
    public static readonly Error IsLast = new("sales.stage.is_last", ErrorKind.Conflict, "One stage of a pipeline stays.");
    public static readonly Error OrderOutdated = new(
        "sales.stage.order_outdated",
        ErrorKind.Conflict,
        "These are not all stages of the pipeline, each once; look at them again."
    );
}

public static class OpportunityErrors
{
    public static readonly Error NotFound = new("sales.opportunity.not_found", ErrorKind.NotFound, "The opportunity does not exist.");
    public static readonly Error ChangedMeanwhile = new(
        "sales.opportunity.changed_meanwhile",
        ErrorKind.Stale,
        "Somebody changed the opportunity since you saw it; nothing was changed. Look at it again."
    );
    public static readonly Error NotOpen = new(
        "sales.opportunity.not_open",
        ErrorKind.Conflict,
        "The opportunity was won or lost; reopen it before going on."
    );
    public static readonly Error Erased = new(
        "sales.opportunity.erased",
        ErrorKind.Conflict,
        "The person was anonymised; nothing more is written about it."
    );
    public static readonly Error OwnerNotFound = new("sales.opportunity.owner_not_found", ErrorKind.NotFound, "The person does not sell here.");
}

public static class LossReasonErrors
{
    public static readonly Error NotFound = new("sales.loss_reason.not_found", ErrorKind.NotFound, "The reason does not exist, or is switched off.");
    public static readonly Error NameTaken = new("sales.loss_reason.name_taken", ErrorKind.Conflict, "Another reason has this name.");
    public static readonly Error TooMany = new(
        "sales.loss_reason.too_many",
        ErrorKind.Conflict,
        "The company has as many reasons as there may be; use one that was switched off."
    );
}

public static class ProposalErrors
{
    public static readonly Error NotFound = new("sales.proposal.not_found", ErrorKind.NotFound, "The proposal does not exist.");
    public static readonly Error SentToAnother = new(
        "sales.proposal.sent_to_another",
        ErrorKind.Conflict,
        "An earlier version went to somebody else; begin another proposal."
    );
    public static readonly Error ChangedMeanwhile = new(
        "sales.proposal.changed_meanwhile",
        ErrorKind.Stale,
        "Somebody changed the proposal since you saw it; nothing was changed. Look at it again."
    );
    public static readonly Error NoDraft = new(
        "sales.proposal.no_draft",
        ErrorKind.Conflict,
        "What was sent is not changed any more; begin another version."
    );
    public static readonly Error NotLive = new("sales.proposal.not_live", ErrorKind.Conflict, "The customer has no version before them to answer.");
    public static readonly Error Decided = new("sales.proposal.decided", ErrorKind.Conflict, "The proposal was accepted or refused already.");
    public static readonly Error Expired = new("sales.proposal.expired", ErrorKind.Conflict, "The proposal is not valid any more; ask for another.");
    public static readonly Error Superseded = new(
        "sales.proposal.superseded",
        ErrorKind.Conflict,
        "A newer version took the place of this one; only that one can be answered."
    );
    public static readonly Error ContentDiffers = new(
        "sales.proposal.content_differs",
        ErrorKind.Conflict,
        "What is to be accepted is not what this version says; read it again."
    );
    public static readonly Error Empty = new("sales.proposal.empty", ErrorKind.Conflict, "A proposal without lines is not sent.");
    public static readonly Error CustomerMissing = new(
        "sales.proposal.customer_missing",
        ErrorKind.Conflict,
        "Say first whom the opportunity is sold to."
    );
    public static readonly Error TooManyVersions = new(
        "sales.proposal.too_many_versions",
        ErrorKind.Conflict,
        "The proposal has as many versions as there may be; begin another proposal."
    );
    public static readonly Error WasErased = new(
        "sales.proposal.was_erased",
        ErrorKind.Conflict,
        "The person was anonymised; nothing more is written about them."
    );
    public static readonly Error NoConversation = new(
        "sales.proposal.no_conversation",
        ErrorKind.Conflict,
        "There is no conversation with this person that you may write in; send the proposal by e-mail or by its link."
    );
    public static readonly Error NoEmail = new("sales.proposal.no_email", ErrorKind.Conflict, "No e-mail of this person is known; give an address.");
    public static readonly Error OfAnotherPerson = new(
        "sales.proposal.of_another_person",
        ErrorKind.Conflict,
        "The conversation is with somebody else; a proposal goes only to whom it is for."
    );
    public static readonly Error MailNotConfigured = new(
        "sales.proposal.mail_not_configured",
        ErrorKind.Conflict,
        "This installation sends no mail; send the proposal by WhatsApp or by its link."
    );
    public static readonly Error NotAccepted = new("sales.proposal.not_accepted", ErrorKind.Conflict, "Only what was accepted can be paid.");
    public static readonly Error NothingToPay = new("sales.proposal.nothing_to_pay", ErrorKind.Conflict, "There is nothing left to pay.");
    public static readonly Error LogoMissing = new("sales.proposal.logo_missing", ErrorKind.Invalid, "The form has no picture.");
    public static readonly Error LogoNotFound = new("sales.proposal.logo_not_found", ErrorKind.NotFound, "There is no logo.");
    public static readonly Error LogoNotAPicture = new(
        "sales.proposal.logo_not_a_picture",
        ErrorKind.Invalid,
        "The file is not a PNG or JPEG picture that can be printed."
    );
    public static readonly Error LogoTooLarge = new(
        "sales.proposal.logo_too_large",
        ErrorKind.Invalid,
        "A logo may have 500 kB and 1024 pixels on each side."
    );
}
