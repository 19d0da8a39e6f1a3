using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>A new company can be asked from its first minute.</summary>
internal sealed class BeginWithRequestForm(IPrivacyDb db, ITokenSource tokens, TimeProvider clock) : IOnTenantRegistered
{
    public Task RunAsync(string tenantName, CancellationToken ct)
    {
        db.PrivacyForms.Add(PrivacyForm.Open(Guid.CreateVersion7(clock.GetUtcNow()), tokens.NewToken()));
        return db.SaveChangesAsync(ct);
    }
}
