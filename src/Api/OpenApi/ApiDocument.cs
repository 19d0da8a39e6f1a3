using System.Reflection;
using System.Text.Json.Serialization;
using CleanApp.Api.Channels;
using CleanApp.Api.Common;
using CleanApp.Application.Common;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace CleanApp.Api.OpenApi;

/// <summary>The OpenAPI 3.0 document: every operation with summary, permission, example and every status it can answer.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                "v1",
                new OpenApiInfo
                {
                    Title = "CleanApp API",
                    Version = "v1",
                    Description =
                        "JSON in camelCase; ids are UUIDs; times RFC 3339 in UTC; money `{\"value\":\"12.50\",\"currency\":\"BRL\"}`. "
                        + "Lists answer `{items,next}`: pass `next` as `after`. Failures are `application/problem+json` with a stable `code`. "
                        + "POST requests of signed-in callers accept an `Idempotency-Key` header.",
                }
            );
            options.IncludeXmlComments(typeof(ApiDocument).Assembly);
            options.CustomSchemaIds(SchemaNames.Of);
            options.SupportNonNullableReferenceTypes();
            options.UseAllOfToExtendReferenceSchemas();
            options.UseOneOfForPolymorphism();
            options.SelectSubTypesUsing(Union.MembersOf);
            options.SelectDiscriminatorNameUsing(Union.DiscriminatorOf);
            options.SelectDiscriminatorValueUsing(Union.WordOf);
            options.MapType<DateOnly>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" });
            options.AddSecurityDefinition(
                "user",
                new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "Access token from sign-in.",
                }
            );
            options.AddSecurityDefinition(
                "panel",
                new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "Token of a paired screen.",
                }
            );
            options.CustomOperationIds(description =>
                description.TryGetMethodInfo(out var method)
                    ? $"{method.DeclaringType!.Name.Replace("Endpoints", "").Replace("Endpoint", "")}_{method.Name.Replace("Async", "")}"
                    : null
            );
            options.SchemaFilter<RequiredProperties>();
            options.OperationFilter<OperationFacts>();
            options.DocumentFilter<Examples>();
        });
    }

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapSwagger(
                "/swagger/{documentName}/swagger.{extension:regex(^(json|yaml)$)}",
                options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0
            )
            .AllowAnybody()
            .BelongsTo(Feature.Platform);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/swagger"),
            branch =>
                branch.UseSwaggerUI(options =>
                {
                    options.DocumentTitle = "CleanApp API";
                    options.SwaggerEndpoint("/swagger/v1/swagger.json", "v1");
                })
        );
    }
}

/// <summary><c>CallNextTicket.Response</c> becomes <c>CallNextTicketResponse</c>, a page of it <c>CallNextTicketResponsePage</c>.</summary>
internal static class SchemaNames
{
    public static string Of(Type type)
    {
        var name = type.IsGenericType ? type.Name[..type.Name.IndexOf('`')] : type.Name;
        var arguments = string.Concat(type.GenericTypeArguments.Select(Of));
        var owner = type is { IsNested: true, DeclaringType: { } declaring } ? declaring.Name.Replace("Endpoints", "") : "";
        return arguments + owner + name;
    }
}

/// <summary>
/// Required is what the strict reader requires: constructor parameters without a default. Properties are always written,
/// so this also holds for answers.
/// </summary>
internal sealed class RequiredProperties : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } properties } target || context.Type.IsGenericType && !IsPage(context.Type))
            return;
        var parameters = context.Type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault()?.GetParameters() ?? [];
        var optional = parameters.Where(p => p.HasDefaultValue).Select(p => Camel(p.Name!)).ToHashSet();
        // A member of a union also says which it is.
        if (Union.WordOf(context.Type) is { } word)
        {
            // Its base has no members of its own, and would forbid these.
            target.AllOf = null;
            properties[Union.DiscriminatorOf(context.Type.BaseType!)!] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [word] };
        }
        target.Required = properties.Keys.Where(name => !optional.Contains(name)).ToHashSet();
    }

    private static bool IsPage(Type type) => type.GetGenericTypeDefinition() == typeof(Application.Common.Page<>);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>Which types a discriminated union has, as its serializer knows it.</summary>
internal static class Union
{
    public static IEnumerable<Type> MembersOf(Type type) =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(a => a.DerivedType);

    public static string? DiscriminatorOf(Type type) =>
        type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false)?.TypeDiscriminatorPropertyName;

    public static string? WordOf(Type type) =>
        type.BaseType?.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).SingleOrDefault(a => a.DerivedType == type)?.TypeDiscriminator
        as string;
}

/// <summary>Security, permission, headers and failures, from what the endpoint itself says.</summary>
internal sealed class OperationFacts : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        var rule = metadata.OfType<AccessRule>().Single();
        var statuses = metadata.OfType<Failures>().SelectMany(f => f.Statuses).ToHashSet();
        statuses.Add(503);
        if (metadata.OfType<FeatureOf>().Single() is { Feature: var feature } && !feature.IsInMvp())
            statuses.Add(404);
        // What an operation declares for itself (the health check's 503) is no problem document.
        statuses.ExceptWith(context.ApiDescription.SupportedResponseTypes.Select(r => r.StatusCode));
        operation.Description = string.Join(
            "\n\n",
            new[]
            {
                operation.Description,
                rule switch
                {
                    { Permission: { } permission } => $"Permission: `{permission}`.",
                    { Kind: "signed_in" } => "Permission: any member.",
                    { Kind: "panel" } => "Permission: a paired screen's token.",
                    _ => "Permission: none; anybody may call it.",
                },
            }.Where(text => !string.IsNullOrEmpty(text))
        );
        operation.AddExtension("x-permission", new JsonNodeExtension(rule.Permission ?? rule.Kind));
        if (rule.Kind is not "anonymous")
        {
            statuses.Add(401);
            if (rule.Permission is not null)
                statuses.Add(403);
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(rule.Kind == "panel" ? "panel" : "user", context.Document)] = [],
                },
            ];
        }
        if (metadata.OfType<FileForm>().Any())
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["multipart/form-data"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                [FileForm.Part] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                            },
                            Required = new HashSet<string> { FileForm.Part },
                        },
                    },
                },
            };
        if (operation.RequestBody is not null)
            statuses.UnionWith([400, 413, 415, 422]);
        // The generated binding says of every list that it is required; none is, an absent one is empty.
        foreach (var list in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.Schema?.Type == JsonSchemaType.Array) ?? [])
            list.Required = false;
        if (operation.Parameters is { Count: > 0 } parameters)
            statuses.UnionWith(parameters.Any(p => p.In == ParameterLocation.Query) ? [400, 422] : [400]);
        if (context.ApiDescription.HttpMethod == "POST" && rule.Kind is "permission")
        {
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = HttpIdempotencyKey.Header,
                    In = ParameterLocation.Header,
                    Description = "1 to 200 printable ASCII characters. The same key and body give the same answer; another body is refused.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 200 },
                }
            );
            statuses.UnionWith([409, 422]);
        }
        if (context.MethodInfo.GetParameters().Any(p => p.ParameterType == typeof(RefreshCookie)))
            (operation.Parameters ??= []).Add(
                new OpenApiParameter
                {
                    Name = RefreshCookie.TransportHeader,
                    In = ParameterLocation.Header,
                    Description = "`cookie` in browsers: the refresh token then travels in an httpOnly cookie instead of in the body.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["cookie"] },
                }
            );
        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        foreach (var status in statuses.Order())
            (operation.Responses ??= [])[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
            };
    }
}

/// <summary>RFC 9457, with our code.</summary>
/// <param name="Code">Stable; translate by it.</param>
/// <param name="TraceId">Name it when asking for help.</param>
/// <param name="Errors">Sentences by field.</param>
internal sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string TraceId,
    Dictionary<string, string[]>? Errors = null
);
