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
