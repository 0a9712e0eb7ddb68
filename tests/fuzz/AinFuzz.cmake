# ain_fuzz(name SOURCES ... LINK ... [MUTATIONS n])
# With AIN_FUZZ (clang; add AIN_SANITIZE=fuzzer-no-link,address,undefined) a libFuzzer program in fuzz/; otherwise a
# test that replays tests/data/fuzz/NAME and deterministic mutations of it, and a part of the test fuzz_smoke, which
# ain_fuzz_smoke() adds after all of them.
include_guard(GLOBAL)

if(AIN_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "AIN_FUZZ needs clang (CC=clang CXX=clang++)")
endif()

function(ain_fuzz name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "MUTATIONS" "SOURCES;LINK")
    add_executable(fuzz_${name} ${ARG_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE ain_common Qt6::Core ${ARG_LINK})
    set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
    if(AIN_FUZZ)
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    else()
        target_sources(fuzz_${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/driver.cpp")
        add_test(NAME fuzz_${name}
            COMMAND fuzz_${name} "${CMAKE_SOURCE_DIR}/tests/data/fuzz/${name}" ${ARG_MUTATIONS})
        set_tests_properties(fuzz_${name} PROPERTIES TIMEOUT 120 LABELS fuzz)
        set_property(GLOBAL APPEND PROPERTY AIN_FUZZERS "$<TARGET_FILE:fuzz_${name}>")
    endif()
endfunction()

# Fresh mutations for a minute, shared by all targets: what the same ones every time will never find.
function(ain_fuzz_smoke)
    get_property(fuzzers GLOBAL PROPERTY AIN_FUZZERS)
    if(NOT fuzzers)
        return()
    endif()
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    add_test(NAME fuzz_smoke COMMAND ${Python3_EXECUTABLE} "${CMAKE_SOURCE_DIR}/tests/fuzz/smoke.py" --seconds 60
        "${CMAKE_SOURCE_DIR}/tests/data/fuzz" ${fuzzers})
    # It takes its minute whatever else runs; nothing in it fails for being slow.
    set_tests_properties(fuzz_smoke PROPERTIES TIMEOUT 600 LABELS "fuzz;smoke")
endfunction()
