using Conversation.Phrases;

namespace BotGateway.Settings;

/// <summary>The sentences as the configuration in force has them, for what outlives a configuration.</summary>
internal delegate PhraseBook PhrasesNow();
