#include "core/sandbox/txpool.h"

#include "core/sandbox/ledger/ledger.h"

#include <algorithm>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

double nonceOf(const PoolEntry &entry) { return entry.transaction.body[u"nonce"].toDouble(); }
double timestampOf(const PoolEntry &entry) { return entry.transaction.body[u"timestamp"].toDouble(); }
double priceOf(const PoolEntry &entry) { return entry.transaction.body[u"gas_price"].toDouble(); }
double serviceBandwidth(const PoolEntry &entry) { return entry.gas.at({u"bandwidth", u"service"}).toDouble(); }

/// Numbered ones by nonce, ordered and unordered ones among their kind by timestamp; kinds keep their places.
bool mustPrecede(const PoolEntry &a, const PoolEntry &b)
{
    const double nonceA = nonceOf(a);
    const double nonceB = nonceOf(b);
    if (nonceA >= 0 && nonceB >= 0)
        return nonceA < nonceB;
    return nonceA == nonceB && timestampOf(a) < timestampOf(b);
}

// Not a strict weak order (different kinds compare as equal), hence not std::sort.
void sortSender(std::vector<PoolEntry> &entries)
{
    for (std::size_t i = 1; i < entries.size(); ++i) {
        for (std::size_t j = i; j > 0 && mustPrecede(entries[j], entries[j - 1]); --j)
            std::swap(entries[j], entries[j - 1]);
    }
}

void dropWrongNonces(const QString &address, std::vector<PoolEntry> &entries, const Ledger &ledger)
{
    double nonce = double(ledger.nonce(address));
    double timestamp = double(ledger.timestamp(address));
    std::erase_if(entries, [&](const PoolEntry &entry) {
        const double own = nonceOf(entry);
        if (own == -1)
            return false;
        if (own == -2) {
            if (timestampOf(entry) <= timestamp)
                return true;
            timestamp = timestampOf(entry);
            return false;
        }
        if (own != nonce)
            return true;
        nonce += 1;
        return false;
    });
}

bool isBefore(const PoolEntry &a, const PoolEntry &b)
{
    const bool serviceA = serviceBandwidth(a) > 0;
    const bool serviceB = serviceBandwidth(b) > 0;
    if (serviceA != serviceB)
        return serviceA;
    if (serviceA && priceOf(a) != priceOf(b))
        return priceOf(a) > priceOf(b);
    if (!serviceA && timestampOf(a) != timestampOf(b))
        return timestampOf(a) < timestampOf(b);
    return a.createdAt < b.createdAt;
}

/// Keeps what fits the bandwidth budgets of one block (chain.md 3.4).
class BandwidthFilter {
public:
    explicit BandwidthFilter(const Ledger &ledger) : m_ledger(ledger)
    {
        const double perBlock = ledger.parameter(u"resource/bandwidth_budget_per_block").toDouble();
        m_serviceBudget = perBlock * ledger.parameter(u"resource/service_bandwidth_budget_ratio").toDouble();
        m_appsBudget = perBlock * ledger.parameter(u"resource/apps_bandwidth_budget_ratio").toDouble();
        m_freeBudget = perBlock * ledger.parameter(u"resource/free_bandwidth_budget_ratio").toDouble();
        m_appStakes = ledger.number(u"/staking/balance_total_sum") - ledger.number(u"/staking/consensus/balance_total");
    }

    bool admits(const PoolEntry &entry)
    {
        const QString &address = entry.transaction.address;
        const bool numbered = nonceOf(entry) >= 0;
        if (numbered && m_blocked.contains(address))
            return false;
        if (fits(entry))
            return true;
        if (numbered)
            m_blocked.insert(address); // its later nonces would not match any more
        return false;
    }

private:
    bool fits(const PoolEntry &entry)
    {
        const double service = serviceBandwidth(entry);
        if (m_service + service > m_serviceBudget && service > 0)
            return false;
        double free = m_free;
        for (const auto &[app, amount] : entry.gas.at({u"bandwidth", u"app"}).object()) {
            const double stake = m_ledger.number(u"/staking/%1/balance_total"_s.arg(app));
            const double budget = m_appStakes > 0 ? m_appsBudget * stake / m_appStakes : 0;
            const double wanted = amount.toDouble();
            if (m_apps.value(app) + wanted <= budget)
                continue;
            if (budget != 0 || free + wanted > m_freeBudget)
                return false;
            free += wanted;
        }
        m_service += service;
        m_free = free;
        for (const auto &[app, amount] : entry.gas.at({u"bandwidth", u"app"}).object())
            m_apps[app] += amount.toDouble();
        return true;
    }

    const Ledger &m_ledger;
    double m_serviceBudget = 0;
    double m_appsBudget = 0;
    double m_freeBudget = 0;
    double m_appStakes = 0;
    double m_service = 0;
    double m_free = 0;
    QHash<QString, double> m_apps;
    QSet<QString> m_blocked;
};

} // namespace

bool PoolEntry::isFree() const { return transaction.body[u"gas_price"].toDouble() == 0; }

json::Value PoolEntry::toJson() const
{
    json::Value value = sandbox::toJson(transaction);
    json::Object extra{{u"created_at"_s, createdAt}, {u"executed_at"_s, executedAt}};
    if (!gas.isNull())
        extra.set(u"gas"_s, gas);
    value.object().set(u"extra"_s, json::Value(std::move(extra)));
    return value;
}

int TxPool::size(const QString &address) const
{
    const auto found = m_byAddress.find(address);
    return found == m_byAddress.end() ? 0 : int(found->second.size());
}

int TxPool::freeSize(const QString &address) const
{
    const auto found = m_byAddress.find(address);
    return found == m_byAddress.end() ? 0 : int(std::ranges::count_if(found->second, &PoolEntry::isFree));
}

void TxPool::add(PoolEntry entry)
{
    ++m_size;
    m_freeSize += entry.isFree() ? 1 : 0;
    m_byAddress[entry.transaction.address].push_back(std::move(entry));
}

const PoolEntry *TxPool::find(const QString &address, const QString &hash) const
{
    const auto found = m_byAddress.find(address);
    if (found == m_byAddress.end())
        return nullptr;
    const auto entry = std::ranges::find(found->second, hash, [](const PoolEntry &e) { return e.transaction.hash; });
    return entry == found->second.end() ? nullptr : &*entry;
}

void TxPool::removeIf(const std::function<bool(const PoolEntry &)> &drop)
{
    for (auto it = m_byAddress.begin(); it != m_byAddress.end();) {
        std::erase_if(it->second, [&](const PoolEntry &entry) {
            if (!drop(entry))
                return false;
            --m_size;
            m_freeSize -= entry.isFree() ? 1 : 0;
            return true;
        });
        it = it->second.empty() ? m_byAddress.erase(it) : std::next(it);
    }
}

std::vector<PoolEntry> TxPool::candidates(const QSet<QString> &exclude, const Ledger &ledger) const
{
    std::vector<std::vector<PoolEntry>> senders;
    for (const auto &[address, entries] : m_byAddress) {
        std::vector<PoolEntry> own;
        std::ranges::copy_if(entries, std::back_inserter(own),
                             [&](const PoolEntry &entry) { return !exclude.contains(entry.transaction.hash); });
        sortSender(own);
        dropWrongNonces(address, own, ledger);
        if (!own.empty())
            senders.push_back(std::move(own));
    }
    std::vector<PoolEntry> merged;
    std::vector<std::size_t> heads(senders.size(), 0);
    BandwidthFilter filter(ledger);
    for (;;) {
        std::size_t best = senders.size();
        for (std::size_t i = 0; i < senders.size(); ++i) {
            if (heads[i] < senders[i].size()
                && (best == senders.size() || isBefore(senders[i][heads[i]], senders[best][heads[best]])))
                best = i;
        }
        if (best == senders.size())
            return merged;
        PoolEntry &entry = senders[best][heads[best]++];
        if (filter.admits(entry))
            merged.push_back(std::move(entry));
    }
}

json::Value TxPool::toJson() const
{
    json::Object result;
    for (const auto &[address, entries] : m_byAddress) {
        json::Array list;
        for (const PoolEntry &entry : entries)
            list.push_back(entry.toJson());
        result.set(address, json::Value(json::Array{json::Value(std::move(list))}));
    }
    return json::Value(std::move(result));
}

} // namespace ain::sandbox
