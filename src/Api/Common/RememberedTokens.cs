using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CleanApp.Api.Common;

/// <summary>
/// Checks a token's signature once and remembers that it held, until the token expires: the same text always gives the same result, and
/// every screen sends one token for fifteen minutes. What may change meanwhile (person, membership, session) is asked on every request.
/// </summary>
internal sealed class RememberedTokens(TimeProvider clock) : JsonWebTokenHandler, IDisposable
{
    private readonly MemoryCache _held = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_held.TryGetValue(token, out TokenValidationResult? held) && clock.GetUtcNow() < held!.SecurityToken.ValidTo)
            return Copy(held);
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        _held.Set(token, result, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = result.SecurityToken.ValidTo });
        return Copy(result);
    }

    public void Dispose() => _held.Dispose();

    /// <summary>The caller adds the role of the moment to the identity; what is remembered must not get it.</summary>
    private static TokenValidationResult Copy(TokenValidationResult held) =>
        new()
        {
            IsValid = true,
            ClaimsIdentity = held.ClaimsIdentity.Clone(),
            SecurityToken = held.SecurityToken,
            Issuer = held.Issuer,
            TokenType = held.TokenType,
        };
}
