using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

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
