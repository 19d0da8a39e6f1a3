namespace CleanApp.Sandbox.Psp;

internal sealed partial class PspStore
{
    public void PutWebhook(string clientId, string key, string url)
    {
        lock (_gate)
        {
            if (!Owns(clientId, key))
                throw PspException.InvalidWebhook(
                    "O parâmetro {chave} não corresponde a uma chave DICT pertencente a este usuário recebedor.",
                    "chave"
                );
            // One per key: registering replaces.
            var webhook = new WebhookRegistration(key, clientId, url, Now());
            _webhooks[key] = webhook;
            _journal.Append("webhook", webhook);
        }
    }

    public WebhookRegistration? FindWebhook(string key)
    {
        lock (_gate)
            return _webhooks.GetValueOrDefault(key);
    }

    public List<WebhookRegistration> ListWebhooks(string clientId)
    {
        lock (_gate)
            return [.. _webhooks.Values.Where(w => w.ClientId == clientId).OrderBy(w => w.CreatedAt)];
    }

    public bool DeleteWebhook(string clientId, string key)
    {
        lock (_gate)
        {
            if (!_webhooks.TryGetValue(key, out var webhook) || webhook.ClientId != clientId)
                return false;
            _webhooks.Remove(key);
            _journal.Append("webhook-removed", key);
            return true;
        }
    }
}
