// A whole window on made-up backends, and the turn of the event loop that lets it settle.
#pragma once

#include "tests/ui/fakes.h"
#include "ui/window/window.h"

#include <QCoreApplication>

namespace ain::ui {

/// Deferred deletes, layouts, finished tasks: a few rounds of the loop are enough for all of them.
inline void settle()
{
    for (int i = 0; i < 8; ++i) {
        QCoreApplication::sendPostedEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
}

/// What a Desk starts with.
struct DeskOptions {
    VaultState vault = VaultState::Open;
    bool hasCollections = true;
    bool hasActivity = true;
};

/// A window on a world; the language and theme are set before it is built.
struct Desk {
    fake::World world;
    Language language;
    Context context;
    std::unique_ptr<MainWindow> window;

    explicit Desk(Theme &theme, const QString &code = QStringLiteral("en"), DeskOptions options = {})
        : context{theme, language, world.backends, world.clock}
    {
        world.settings.value.language = code;
        world.settings.value.theme = ThemeChoice::Light;
        world.vault.now = options.vault;
        if (options.hasActivity)
            world.activity.fill();
        if (options.hasCollections)
            world.collection.fill();
        window = buildWindow(context);
        window->resize(1366, 768);
        window->show();
        settle();
    }

    template<typename T>
    [[nodiscard]] T *page(PageId id) const
    {
        return qobject_cast<T *>(window->page(id));
    }
};

} // namespace ain::ui
