#include "ui/pages/collection/searchpresenter.h"

namespace ain::ui {

SearchPresenter::SearchPresenter(CollectionBackend &backend, QObject *parent) : QObject(parent), m_backend(backend)
{
    connect(&backend, &CollectionBackend::searchProgress, this, [this](int done, int total, int found) {
        if (m_state != State::Running)
            return;
        m_done = done;
        m_total = total;
        m_found = found;
        Q_EMIT changed();
    });
}

void SearchPresenter::start()
{
    if (m_state == State::Running)
        return;
    m_done = 0;
    m_total = 0;
    m_found = 0;
    m_error.reset();
    enter(State::Running);
    m_backend.findMine().then(this, [this](const Result<int> &found) {
        if (found) {
            m_found = *found;
            enter(*found > 0 ? State::Found : State::Nothing);
        } else if (found.error().code == errors::Cancelled) {
            enter(State::Stopped);
        } else {
            m_error = found.error();
            enter(State::Failed);
        }
    });
}

void SearchPresenter::stop()
{
    if (m_state == State::Running)
        m_backend.cancelSearch();
}

void SearchPresenter::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace ain::ui
