namespace CleanApp.Domain.Identity;

/// <summary>In which a person reads the screens.</summary>
public enum Language
{
    PtBr,
    En,
}
