using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanApp.Api.Common;

/// <summary>camelCase, strict: unknown fields, missing required ones, nulls where there is no null, and NUL characters are refused.</summary>
internal static class WireJson
{
    public static IServiceCollection AddWireJson(this IServiceCollection services) =>
        services
            .ConfigureHttpJsonOptions(options => Apply(options.SerializerOptions))
            .Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(options => Apply(options.JsonSerializerOptions));

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowOutOfOrderMetadataProperties = true;
        options.MaxDepth = 32;
        options.Converters.Add(new CleanTextConverter());
        options.Converters.Add(new UtcConverter());
        options.Converters.Add(new WordConverters());
    }

    /// <summary>PostgreSQL cannot store NUL, and a lone surrogate is no text.</summary>
    private sealed class CleanTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException("Must be text.");
            var text = TextOf(ref reader);
            return text?.Contains('\0') == true ? throw new JsonException("Must not contain NUL.") : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }

    /// <summary>Enum values by their documented word only; .NET's own converter also takes other cases and lists ("epson, elgin").</summary>
    private sealed class WordConverters : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class WordConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>()
            .ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
        private static readonly Dictionary<T, JsonEncodedText> Words = ByWord.ToDictionary(p => p.Value, p => JsonEncodedText.Encode(p.Key));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TextOf(ref reader) is { } word && ByWord.TryGetValue(word, out var value)
                ? value
                : throw new JsonException("Is not one of the words this field knows.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words[value]);
    }

    /// <exception cref="JsonException">A lone surrogate, or bytes that are no UTF-8.</exception>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("Not valid Unicode text.", e);
        }
    }

    /// <summary>RFC 3339 in UTC with Z, in microseconds: what the database keeps, so the first answer and later ones agree.</summary>
    private sealed class UtcConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(new DateTime(value.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc));
    }
}
