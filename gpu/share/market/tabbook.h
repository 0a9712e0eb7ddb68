// The book of sessions and tabs as the main thread uses it.
#pragma once

#include "core/store/resident.h"
#include "gpu/share/market/tabstore.h"

namespace ain::market {

/// One for each folder; shared by the requester's and the provider's side.
class TabBook {
public:
    /// `storeThread` must be running. `clock` must outlive it.
    TabBook(QString directory, QThread *storeThread, const Clock &clock)
        : m_store(storeThread, std::make_shared<TabStore>(std::move(directory), clock))
    {
    }

    /// `function(TabStore &)` runs in the store's thread, in the order of the calls.
    template<typename Function>
    auto run(Function function)
    {
        return m_store.run(std::move(function));
    }
    /// Errors: those of core/store. Where a damaged book was set aside, else null.
    Task<QString> open()
    {
        return run([](TabStore &store) { return store.open(); });
    }

private:
    store::Resident<TabStore> m_store;
};

} // namespace ain::market
