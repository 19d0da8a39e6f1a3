using System.Text.Json.Serialization;

namespace CleanApp.Domain.Channels;

/// <summary>
/// What a company can send by WhatsApp. The member <c>type</c> says which; what each may hold is checked before anything is stored
/// (<c>MessageContentValidator</c>), by the limits Meta publishes.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextContent), "text")]
[JsonDerivedType(typeof(MediaContent), "media")]
[JsonDerivedType(typeof(TemplateContent), "template")]
[JsonDerivedType(typeof(InteractiveContent), "interactive")]
[JsonDerivedType(typeof(LocationContent), "location")]
[JsonDerivedType(typeof(ContactsContent), "contacts")]
[JsonDerivedType(typeof(ReactionContent), "reaction")]
public abstract record MessageContent
{
    /// <summary>Whether it may be sent when the customer has not written for 24 hours.</summary>
    [JsonIgnore]
    public virtual bool NeedsOpenWindow => true;
}

/// <param name="Text">Up to 4,096 characters.</param>
/// <param name="PreviewUrl">Whether the first address in it is shown with a picture.</param>
public sealed record TextContent(string Text, bool PreviewUrl = false) : MessageContent;

/// <param name="Link">A public https address that Meta fetches the file from; left out when the message names a file that was put here.</param>
/// <param name="Caption">Up to 1,024 characters; not for audio and stickers.</param>
/// <param name="FileName">For documents: its ending chooses the icon.</param>
/// <param name="Voice">For audio: shown as a voice note (ogg with opus only).</param>
public sealed record MediaContent(MediaKind Media, string? Link = null, string? Caption = null, string? FileName = null, bool Voice = false)
    : MessageContent;

public enum MediaKind
{
    Image,
    Audio,
    Video,
    Document,
    Sticker,
}

/// <param name="Language">As Meta names it, such as <c>pt_BR</c>.</param>
/// <param name="Header">For the header's one place, if it has one.</param>
/// <param name="Body">For the places of the body: by position, or all by name.</param>
/// <param name="Buttons">For buttons with a place: the end of an address, the payload of a quick reply, a code to copy.</param>
/// <param name="Shown">What the customer reads, as the template was when it was sent; left out by whoever sends it.</param>
public sealed record TemplateContent(
    string Name,
    string Language,
    TemplateHeader? Header = null,
    IReadOnlyList<TemplateParameter>? Body = null,
    IReadOnlyList<TemplateButton>? Buttons = null,
    string? Shown = null
) : MessageContent
{
    public override bool NeedsOpenWindow => false;
}

/// <summary>One of them, as the template's header is.</summary>
/// <param name="Name">Of the header's place, for templates whose places have names; filled in where left out.</param>
public sealed record TemplateHeader(string? Text = null, MediaKind? Media = null, string? Link = null, string? FileName = null, string? Name = null);

/// <param name="Name">For templates whose places have names; null for those that are counted.</param>
public sealed record TemplateParameter(string Text, string? Name = null);

/// <param name="Index">Which button, from 0.</param>
public sealed record TemplateButton(int Index, TemplateButtonKind Kind, string Text);

public enum TemplateButtonKind
{
    Url,
    QuickReply,
    CopyCode,
}

/// <summary>Exactly one of the three: up to three buttons, a list of up to ten rows, or one button that opens an address.</summary>
/// <param name="Header">A line of up to 60 characters.</param>
/// <param name="Footer">Up to 60 characters.</param>
public sealed record InteractiveContent(
    string Body,
    string? Header = null,
    string? Footer = null,
    IReadOnlyList<ReplyButton>? Buttons = null,
    OptionList? List = null,
    LinkButton? Link = null
) : MessageContent;

/// <param name="Id">Comes back with the answer; up to 256 characters, each once.</param>
/// <param name="Title">Up to 20 characters, each once.</param>
public sealed record ReplyButton(string Id, string Title);

/// <param name="Button">What opens the list; up to 20 characters.</param>
public sealed record OptionList(string Button, IReadOnlyList<OptionSection> Sections);

/// <param name="Title">Up to 24 characters; needed when there are several sections.</param>
public sealed record OptionSection(string? Title, IReadOnlyList<OptionRow> Rows);

/// <param name="Id">Up to 200 characters, each once in the list.</param>
/// <param name="Title">Up to 24 characters.</param>
/// <param name="Description">Up to 72 characters.</param>
public sealed record OptionRow(string Id, string Title, string? Description = null);

/// <param name="Title">Up to 20 characters.</param>
public sealed record LinkButton(string Title, string Url);

/// <param name="Latitude">Degrees, from -90 to 90.</param>
/// <param name="Longitude">Degrees, from -180 to 180.</param>
public sealed record LocationContent(decimal Latitude, decimal Longitude, string? Name = null, string? Address = null) : MessageContent;

/// <summary>One to five people or companies.</summary>
public sealed record ContactsContent(IReadOnlyList<ContactCard> Contacts) : MessageContent;

public sealed record ContactCard(
    string FormattedName,
    string? FirstName = null,
    string? LastName = null,
    string? Organization = null,
    IReadOnlyList<CardPhone>? Phones = null,
    IReadOnlyList<CardEmail>? Emails = null
);

/// <param name="WhatsAppId">With it the customer's telephone offers to write to them; without it, to invite them.</param>
public sealed record CardPhone(string Phone, string? Label = null, string? WhatsAppId = null);

public sealed record CardEmail(string Email, string? Label = null);

/// <summary>To the message that <c>replyTo</c> names: one the customer sent, or one of ours.</summary>
/// <param name="Emoji">Empty takes the reaction back.</param>
public sealed record ReactionContent(string Emoji) : MessageContent;
