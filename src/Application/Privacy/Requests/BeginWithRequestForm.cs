using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Privacy.Retention;
using CleanApp.Domain.Privacy;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>A new company can be asked from its first minute, and keeps nothing longer than it says from its first night.</summary>
internal sealed class BeginWithRequestForm(IPrivacyDb db, IWorkQueue work, ITokenSource tokens, TimeProvider clock) : IOnTenantRegistered
{
    public Task RunAsync(string tenantName, CancellationToken ct)
    {
        var form = PrivacyForm.Open(Guid.CreateVersion7(clock.GetUtcNow()), tokens.NewToken());
        db.PrivacyForms.Add(form);
        work.Enqueue(ApplyRetention.WorkKind, form.Id, TimeSpan.FromDays(1));
        return db.SaveChangesAsync(ct);
    }
}
