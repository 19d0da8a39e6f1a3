using CleanApp.Application.Common;
using CleanApp.Application.Identity;

namespace CleanApp.Application.Sales;

/// <summary>
/// Which leads and opportunities somebody may see: their own and nobody's; whoever leads sees all. Everything that shows one asks here.
/// </summary>
/// <param name="All">Whether they see every one of the company.</param>
public sealed record SalesSight(Guid UserId, bool All)
{
    public static SalesSight Of(IUserContext user) => new(user.UserId, user.May(Permissions.SalesReadAll));

    public bool Sees(Guid? ownerId) => All || ownerId is null || ownerId == UserId;
}
