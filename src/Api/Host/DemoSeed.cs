using System.Text.Json;
using CleanApp.Application.Common;
using CleanApp.Application.Counter.Desks;
using CleanApp.Application.Counter.Printers;
using CleanApp.Application.Counter.Services;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Auth;
using CleanApp.Application.Identity.Members;
using CleanApp.Domain.Counter;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Adapters.Sicredi;
using MediatR;

namespace CleanApp.Api.Host;

/// <summary>A company to look around in, made once through the same use cases anybody calls. Development only.</summary>
internal static class DemoSeed
{
    private const string Password = "demonstracao-2026";
    private const string OwnerEmail = "dona@padaria.example";
    private const string OperatorEmail = "balcao@padaria.example";

    public static async Task<int> RunAsync(WebApplication app, CancellationToken ct)
    {
        if (!app.Environment.IsDevelopment())
        {
            await Console.Error.WriteLineAsync("seed-demo runs in Development only: its passwords are public.");
            return 1;
        }
        await using (var scope = app.Services.CreateAsyncScope())
            if (await scope.ServiceProvider.GetRequiredService<IIdentityDb>().FindUserIdByEmailAsync(OwnerEmail, ct) is null)
                await SeedAsync(app, ct);
        Console.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    logins = new[]
                    {
                        new
                        {
                            email = OwnerEmail,
                            password = Password,
                            role = "owner",
                        },
                        new
                        {
                            email = OperatorEmail,
                            password = Password,
                            role = "operator",
                        },
                    },
                }
            )
        );
        return 0;
    }

    private static async Task SeedAsync(WebApplication app, CancellationToken ct)
    {
        var owner = await SendAsync(app, null, new Register("Padaria São João", "Ana Souza", OwnerEmail, Password), ct);
        var tenant = owner.Tenant.Id;
        await SendAsync(app, tenant, new CreateService("Atendimento", "A", new MoneyView("0.00", "BRL")), ct);
        await SendAsync(app, tenant, new CreateService("Encomenda de bolo", "B", new MoneyView("35.00", "BRL")), ct);
        await SendAsync(app, tenant, new CreateService("Café da manhã", "C", new MoneyView("18.90", "BRL")), ct);
        await SendAsync(app, tenant, new CreateDesk("Guichê 1"), ct);
        await SendAsync(app, tenant, new CreateDesk("Guichê 2"), ct);
        var sandbox = app.Services.GetRequiredService<SandboxOptions>();
        await SendAsync(app, tenant, new CreatePrinter("Impressora do balcão", "127.0.0.1", sandbox.PrinterPort, PrinterProfile.Epson), ct);

        var invite = await SendAsync(app, tenant, new InviteMember(Role.Operator, OperatorEmail), ct, owner.User.Id);
        await SendAsync(app, null, new AcceptInvite(invite.Url!.Split('/')[^1], "Bruno Lima", OperatorEmail, Password), ct);
    }

    private static async Task<T> SendAsync<T>(WebApplication app, Guid? tenant, IRequest<T> request, CancellationToken ct, Guid? asUser = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenant);
        if (asUser is { } userId)
            scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
            {
                User = new System.Security.Claims.ClaimsPrincipal(
                    new System.Security.Claims.ClaimsIdentity([new System.Security.Claims.Claim("sub", userId.ToString("D"))], "seed")
                ),
            };
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }
}
