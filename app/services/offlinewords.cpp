#include "app/services/offlinewords.h"

#include "core/ainft/explain.h"

namespace ain::app {

using namespace Qt::StringLiterals;

wallet::Explanation explainOffline(const wallet::OfflineRequest &request)
{
    wallet::Explanation explanation = wallet::explainRequest(request);
    const QList<wallet::Fact> token = ainft::explainOperation(request.body[u"operation"]);
    if (token.isEmpty())
        return explanation;
    QList<wallet::Fact> facts = token;
    for (const wallet::Fact &fact : std::as_const(explanation.facts)) {
        if (fact.id == u"explain.offline_nonce" || fact.id == u"explain.transfer")
            facts += fact;
    }
    explanation.facts = facts;
    return explanation;
}

} // namespace ain::app
