# One INTERFACE target, ain_common, carries the language level, warnings, hardening and Qt strictness for
# every target of the house; ain_room() and ain_test() are the only ways to make a library and a test.
include(GNUInstallDirs)

option(AIN_TESTS "Build the tests" ON)
option(AIN_FUZZ "Build libFuzzer targets (needs clang)" OFF)
set(AIN_SANITIZE "" CACHE STRING "Sanitizers for every target, such as address,undefined or thread")

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)

find_program(AIN_CCACHE ccache)
if(AIN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The prefix map below makes an object the same in every folder, so it need not be looked up by its value.
    set(launcher "${CMAKE_COMMAND}" -E env "CCACHE_IGNOREOPTIONS=-ffile-prefix-map=*" "${AIN_CCACHE}")
    set(CMAKE_C_COMPILER_LAUNCHER "${launcher}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${launcher}")
endif()

add_library(ain_common INTERFACE)
target_compile_features(ain_common INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
target_include_directories(ain_common INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(ain_common INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
target_compile_options(ain_common INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wcast-qual -Wformat=2 -Wundef -Wnull-dereference -Werror
    # gcc 12 reports these inside inlined Qt and libstdc++ headers.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-error=null-dereference -Wno-null-dereference -Wno-error=maybe-uninitialized>
    -fstack-protector-strong -fno-strict-overflow
    # What is released says nothing of the folder that it was built in (docs/packaging.md).
    $<$<CONFIG:Release>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=>)
target_link_options(ain_common INTERFACE
    $<$<PLATFORM_ID:Linux>:LINKER:-z,relro,-z,now,-z,noexecstack>)
if(AIN_SANITIZE)
    # What flow analysis says of instrumented code is often wrong; the other builds keep warnings out.
    target_compile_options(ain_common INTERFACE -fsanitize=${AIN_SANITIZE} -fno-omit-frame-pointer -U_FORTIFY_SOURCE
        -Wno-error)
    target_link_options(ain_common INTERFACE -fsanitize=${AIN_SANITIZE})
endif()

# Resources without the times of their files: the same bytes for the same contents.
set(AIN_RCC_OPTIONS --format-version 1)

# ain_room(core/crypto SOURCES ... [LINK ...] [PRIVATE_LINK ...])
# A room of the house: static library ain_core_crypto. LINK names what its headers need.
function(ain_room path)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;PRIVATE_LINK")
    string(REPLACE "/" "_" name "${path}")
    add_library(ain_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(ain_${name} PUBLIC ain_common ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
endfunction()

# ain_test(name SOURCES ... LINK ... [TIMEOUT seconds] [LABELS ...] [ENVIRONMENT ...])
# A QtTest program that runs without a display. AIN_TEST_DATA is tests/data.
function(ain_test name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT")
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ain_common Qt6::Test ${ARG_LINK})
    target_compile_definitions(${name} PRIVATE
        AIN_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
        AIN_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        AIN_BINARY_DIR="${CMAKE_BINARY_DIR}")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${ARG_ENVIRONMENT}")
endfunction()

# ain_bench(name SOURCES ... LINK ...): a program under tests/bench that prints figures; built, never run by ctest.
function(ain_bench name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ain_common ${ARG_LINK})
    target_compile_definitions(${name} PRIVATE AIN_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
endfunction()
